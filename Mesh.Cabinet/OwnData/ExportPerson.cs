using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.OwnData;

/// <summary>A part of what is held of a person.</summary>
/// <param name="IsOfSchool">It came from the school's registers.</param>
internal sealed record OwnSection(string Title, string Table, bool IsOfSchool, IReadOnlyList<IReadOnlyDictionary<string, string?>> Rows);

/// <summary>All that is held of a person, for the person (R61).</summary>
internal sealed record OwnDataDocument(DateTimeOffset MadeAt, IReadOnlyList<OwnSection> Sections)
{
    public override string ToString() => "***";
}

/// <summary>Gathers what every feature holds of a person, by the list that an erasure goes by too.</summary>
internal sealed class ExportPerson(IOwnAccounts accounts, ITies ties, ISchoolRecords records, IEnumerable<PersonalTable> tables, PersonalTableStore rows, TimeProvider time)
{
    /// <returns>Null where there is no such record.</returns>
    public async Task<OwnDataDocument?> OfRecordAsync(string personId, CancellationToken cancellation) =>
        await records.FindAsync(personId, cancellation) is null ? null : await GatherAsync(await accounts.FindAsync(personId, cancellation), cancellation);

    /// <summary>Of whoever is signed in: of the account alone while it has no record, and never of another account.</summary>
    public async Task<OwnDataDocument> OfSessionAsync(Session session, CancellationToken cancellation)
    {
        var own = new DataAccount(session.Profile.Provider, session.Profile.Subject);
        var subject = await ties.FindAsync(own.Provider, own.Subject, cancellation) is { } personId
            ? (await accounts.FindAsync(personId, cancellation)) with { Accounts = [own] }
            : new DataSubject([], [own]);
        return await GatherAsync(subject, cancellation);
    }

    private async Task<OwnDataDocument> GatherAsync(DataSubject subject, CancellationToken cancellation)
    {
        var sections = new List<OwnSection>();
        foreach (var table in tables)
            sections.Add(new OwnSection(table.Title, table.Table, table.Fate is Fate.Kept, await rows.ListAsync(table, subject, cancellation)));
        return new OwnDataDocument(time.GetUtcNow(), sections);
    }
}
