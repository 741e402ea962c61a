using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Activation;

/// <summary>«Wi-Fi» and «Teams» for whoever has an account: their network, their address, their login (R28–R30, R33).</summary>
internal sealed class LoginAnswers(IAccessCheck accessCheck, IActivationQuery activation) : IOwnAnswers
{
    private const string Wifi = "wifi";
    private const string Teams = "teams";

    public async Task<OwnAnswer?> FindAsync(string question, Session session, CancellationToken cancellation)
    {
        if (question is not (Wifi or Teams))
            return null;

        return await activation.FindAsync(session, await accessCheck.CheckAsync(session, cancellation), cancellation) switch
        {
            ActivationState.Done { Account.IsHeldOff: true } => More(ActivationText.HeldOffNote),
            ActivationState.Done { Account: var account } when question is Wifi => More(string.Format(ActivationText.OwnWifi, account.Network, account.Login, PasswordOf(account))),
            ActivationState.Done { Account: { TeamsAddress: { } address } account } => More(string.Format(ActivationText.OwnTeams, address, PasswordOf(account))),
            ActivationState.Open or ActivationState.Reserved or ActivationState.LoginsDiffer => new OwnAnswer([ActivationText.NotActivatedYet], "/activation", ActivationText.ToActivate),
            _ => null,
        };
    }

    private static OwnAnswer More(string line) => new([line], "/cabinet/account", ActivationText.OwnLogins);

    private static string PasswordOf(IssuedAccount account) => account.IsPasswordOwn ? ActivationText.PasswordOwn : ActivationText.PasswordMosRu;
}
