namespace Mesh.Cabinet.Activation;

/// <summary>Whose password it is that a login takes.</summary>
internal enum PasswordOwner { MosRu, School, Journal }

/// <summary>One line of «где какой логин».</summary>
internal sealed record LoginTableRow(string Where, string Login, PasswordOwner Owner)
{
    public string Password => LoginTable.PasswordOf(Owner);
}

/// <summary>One login with one password, and all that they open.</summary>
/// <param name="PasswordFrom">Who gives the password, where the person may not know that they have one; null where they do.</param>
internal sealed record LoginCard(string Login, PasswordOwner Owner, IReadOnlyList<string> Places, string? PasswordFrom)
{
    public string Password => LoginTable.PasswordOf(Owner);
}

/// <summary>Where which login and password is used, for this person (R28–R33, D4).</summary>
internal static class LoginTable
{
    /// <summary>The same by login and password: the issued one first, and last the one whose password is not mos.ru's nor chosen here.</summary>
    public static IEnumerable<LoginCard> Cards(IssuedAccount account) =>
        Of(account).GroupBy(row => (row.Login, row.Owner))
            .Select(rows => new LoginCard(rows.Key.Login, rows.Key.Owner, [.. rows.Select(row => row.Where)], FromOf(rows.Key.Owner, account)))
            .OrderBy(card => card.Owner is PasswordOwner.Journal).ThenByDescending(card => card.Login == account.Login);

    public static IEnumerable<LoginTableRow> Of(IssuedAccount account)
    {
        // mos.ru keeps its own login; where the issued one differs, both spellings stand in the table (D4).
        var mosRu = account.IsMosRuLoginUntold ? ActivationText.LoginUntold : account.MosRuLogin ?? account.Login;
        yield return new(ActivationText.WhereMosRu, mosRu, PasswordOwner.MosRu);
        yield return new(ActivationText.WhereSchool, mosRu, PasswordOwner.MosRu);
        var atSchool = account.IsPasswordOwn ? PasswordOwner.School : PasswordOwner.MosRu;
        yield return new(string.Format(ActivationText.WhereWifi, account.Network), account.Login, atSchool);
        yield return new(ActivationText.WherePc, account.Login, atSchool);
        if (account.TeamsAddress is { } address)
            yield return new(ActivationText.WhereTeams, address, atSchool);
        if (account.JournalLogin is { Length: > 0 } journal)
        {
            if (!account.IsLibraryOff)
                yield return new(ActivationText.WhereLibrary, journal, PasswordOwner.Journal);
            yield return new(ActivationText.WherePanels, journal, PasswordOwner.Journal);
        }
    }

    public static string PasswordOf(PasswordOwner owner) => owner switch
    {
        PasswordOwner.MosRu => ActivationText.PasswordMosRu,
        PasswordOwner.School => ActivationText.PasswordOwn,
        _ => ActivationText.PasswordJournal,
    };

    private static string? FromOf(PasswordOwner owner, IssuedAccount account) =>
        owner is not PasswordOwner.Journal ? null : account.IsStaff ? ActivationText.JournalPasswordOfStaff : ActivationText.JournalPasswordOfStudent;
}
