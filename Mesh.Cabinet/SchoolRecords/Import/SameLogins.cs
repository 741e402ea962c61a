using Mesh.Cabinet.SchoolRecords.Import.Staging;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>
/// Which rows fall because their ЭЖД logins are equal without case: two legal logins both, each naming the other's line, as
/// nobody can tell whose it is (E33); of logins that must be replaced anyway only the later ones.
/// </summary>
internal static class SameLogins
{
    private const string Column = "username";

    /// <param name="rows">Rows with the same login one after another, by line.</param>
    public static async IAsyncEnumerable<Refusal> FindAsync(IAsyncEnumerable<SameLogin> rows)
    {
        SameLogin? first = null;
        SameLogin? firstLegal = null;
        var isFirstLegalRefused = false;
        await foreach (var row in rows)
        {
            if (first?.FoldedUsername != row.FoldedUsername)
            {
                first = row;
                firstLegal = row.IsUsernameLegal ? row : null;
                isFirstLegalRefused = false;
                continue;
            }

            if (!row.IsUsernameLegal || firstLegal is null)
            {
                isFirstLegalRefused |= row.IsUsernameLegal;
                firstLegal ??= row.IsUsernameLegal ? row : null;
                yield return new Refusal(row.Line, Column, string.Format(ImportText.LoginTwice, first.Line));
                continue;
            }

            if (!isFirstLegalRefused)
                yield return new Refusal(firstLegal.Line, Column, string.Format(ImportText.LegalLoginTwice, row.Line));
            isFirstLegalRefused = true;
            yield return new Refusal(row.Line, Column, string.Format(ImportText.LegalLoginTwice, firstLegal.Line));
        }
    }
}
