namespace Mesh.Cabinet.Activation;

/// <summary>One line of «где какой логин».</summary>
internal sealed record LoginTableRow(string Where, string Login, string Password);

/// <summary>One login with one password, and all that they open.</summary>
internal sealed record LoginCard(string Login, string Password, IReadOnlyList<string> Places);

/// <summary>Where which login and password is used, for this person (R28–R33, D4).</summary>
internal static class LoginTable
{
    /// <summary>The same by login, the issued one first: most people have one or two.</summary>
    public static IEnumerable<LoginCard> Cards(IssuedAccount account) =>
        Of(account).GroupBy(row => (row.Login, row.Password)).Select(rows => new LoginCard(rows.Key.Login, rows.Key.Password, [.. rows.Select(row => row.Where)]))
            .OrderByDescending(card => card.Login == account.Login);

    public static IEnumerable<LoginTableRow> Of(IssuedAccount account)
    {
        // mos.ru keeps its own login; where the issued one differs, both spellings stand in the table (D4).
        var mosRu = account.IsMosRuLoginUntold ? ActivationText.LoginUntold : account.MosRuLogin ?? account.Login;
        yield return new(ActivationText.WhereMosRu, mosRu, ActivationText.PasswordMosRu);
        yield return new(ActivationText.WhereSchool, mosRu, ActivationText.PasswordMosRu);
        var atSchool = account.IsPasswordOwn ? ActivationText.PasswordOwn : ActivationText.PasswordMosRu;
        yield return new(string.Format(ActivationText.WhereWifi, account.Network), account.Login, atSchool);
        yield return new(ActivationText.WherePc, account.Login, atSchool);
        if (account.TeamsAddress is { } address)
            yield return new(ActivationText.WhereTeams, address, atSchool);
        if (account.JournalLogin is { Length: > 0 } journal)
        {
            yield return new(ActivationText.WhereLibrary, journal, ActivationText.PasswordJournal);
            yield return new(ActivationText.WherePanels, journal, ActivationText.PasswordJournal);
        }
    }
}
