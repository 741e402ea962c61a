namespace Mesh.Cabinet.Children;

/// <summary>Who did what, and when, in plain words.</summary>
internal static class HistoryWords
{
    /// <param name="readerId">Who reads: their own hand is «вы».</param>
    public static string Of(ChildEvent happened, string readerId)
    {
        var who = happened.ByPersonId == readerId ? ChildrenText.You : Polite(happened);
        return happened.Event switch
        {
            "child-account-created" => string.Format(ChildrenText.HistoryCreated, who, happened.Detail),
            "child-password-set" => string.Format(ChildrenText.HistoryPassword, who),
            _ => string.Format(ChildrenText.HistoryConsent, who),
        };
    }

    /// <summary>By name and patronymic.</summary>
    public static string Polite(ChildEvent happened) =>
        happened.By.Middle is { } middle ? $"{happened.By.Given} {middle}" : $"{happened.By.Given} {happened.By.Family}";
}
