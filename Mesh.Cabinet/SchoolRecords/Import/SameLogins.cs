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
                yield return Refuse(row, string.Format(ImportText.LoginTwice, first.Line), string.Format(ImportText.LoginTwice, "…"));
                continue;
            }

            if (!isFirstLegalRefused)
                yield return Refuse(firstLegal, string.Format(ImportText.LegalLoginTwice, row.Line), string.Format(ImportText.LegalLoginTwice, "…"));
            isFirstLegalRefused = true;
            yield return Refuse(row, string.Format(ImportText.LegalLoginTwice, firstLegal.Line), string.Format(ImportText.LegalLoginTwice, "…"));
        }
    }

    private static Refusal Refuse(SameLogin row, string reason, string sort) => new(row.Line, Column, reason) { Sort = sort };
}
