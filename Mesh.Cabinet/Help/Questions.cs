using Mesh.Cabinet.Activation;

namespace Mesh.Cabinet.Help;

/// <summary>The questions people ask, with the answers of R41–R43, R46 and R49–R53.</summary>
internal static class Questions
{
    public static IReadOnlyList<(string Question, string Answer)> Of(WifiOptions networks) =>
    [
        (HelpText.ForgotQuestion, HelpText.ForgotAnswer),
        (HelpText.SeveralAccountsQuestion, HelpText.SeveralAccountsAnswer),
        (HelpText.WifiQuestion, string.Format(HelpText.WifiAnswer, networks.Staff, networks.Student)),
        (HelpText.NoAccessQuestion, HelpText.NoAccessAnswer),
        (HelpText.SeveralSnilsQuestion, HelpText.SeveralSnilsAnswer),
        (HelpText.PasswordChangeQuestion, HelpText.PasswordChangeAnswer),
        (HelpText.TeamsQuestion, HelpText.TeamsAnswer),
        (HelpText.SimplifiedQuestion, HelpText.SimplifiedAnswer),
        (HelpText.NoWindowQuestion, HelpText.NoWindowAnswer),
        (HelpText.PrivateQuestion, HelpText.PrivateAnswer),
        (HelpText.PastQuestion, HelpText.PastAnswer),
        (HelpText.OldAddressQuestion, HelpText.OldAddressAnswer),
        (HelpText.AnswerQuestion, HelpText.AnswerAnswer),
    ];
}
