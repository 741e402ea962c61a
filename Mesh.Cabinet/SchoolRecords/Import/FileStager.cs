using System.Collections.Frozen;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import.Files;
using Mesh.Cabinet.SchoolRecords.Import.Rows;
using Mesh.Cabinet.SchoolRecords.Import.Staging;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>Reads one file of the package row by row and stages what it says, batch by batch.</summary>
internal sealed class FileStager(
    StagingStore staging, BirthDatesStore birthDates, FieldProtection protection, LastingKeyStore keys, ImportLimits limits, IOptions<SchoolRecordsOptions> options)
{
    /// <summary>
    /// Rows of one transaction at most: long enough to be quick, short enough to keep nobody else waiting. SQL Server takes no more than 2,100
    /// parameters.
    /// </summary>
    private const int BatchSize = 2000;

    private readonly RowSettings settings = new(protection, options.Value.StaffRoles.ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    public async Task ReadAsync(RecordKind kind, RecordsPackage package, ImportRun run, CancellationToken cancellation)
    {
        if (!package.Has(kind.File))
            return;

        var (content, size) = package.OpenFile(kind.File);
        await using var counted = new CountingStream(content);
        using var table = new CsvTable(kind.File, counted, kind.RequiredColumns, limits);
        var reader = new RowReader(table, limits);
        var batch = new List<ImportedRow>(BatchSize);
        var (rows, length) = (0, 0);
        while (table.Read())
        {
            batch.AddRange(ReadRow(kind, table, reader, run));
            rows++;
            length += table.Length;
            if (kind == RecordKind.Organisations && rows > limits.Organisations)
                throw new RecordsUnreadableException(string.Format(ImportText.TooManyOrganisations, limits.Organisations), kind.File, table.Line);
            if (batch.Count < BatchSize && length < limits.BatchLength)
                continue;

            await StageAsync(kind, batch, run, cancellation);
            batch.Clear();
            length = 0;
            run.Report(kind, rows, size == 0 ? 1 : (double)counted.Position / size);
        }

        await StageAsync(kind, batch, run, cancellation);
        run.Report(kind, rows, 1);
    }

    private List<ImportedRow> ReadRow(RecordKind kind, CsvTable table, RowReader reader, ImportRun run)
    {
        reader.Begin();
        var number = table.Line * kind.RecordsOfRow;
        if (table.Damage is { } damage)
            return [Unreadable(kind, number, new ImportFinding(kind.File, table.Line, null, damage, IsRefusal: true) { Sort = table.DamageSort }, run)];

        var id = reader.Id("sourcedId");
        if (reader.Fault is { } unknown)
            return [Unreadable(kind, number, Finding(kind, reader, unknown, isRefusal: true), run)];

        var isWithdrawn = reader.IsToBeDeleted() || kind.IsGone(reader);
        var contents = isWithdrawn || reader.IsRefused ? [] : kind.Read(reader, settings).ToList();
        Tell(kind, reader, run);
        if (kind.HasSeveralOfRow)
            return [.. contents.Select((content, at) => Several(kind, number + at, content, reader, run))];
        return
        [
            new ImportedRow
            {
                Number = number,
                Id = id,
                IsRefused = reader.IsRefused,
                IsWithdrawn = contents.Count == 0 && !reader.IsRefused,
                Content = reader.IsRefused ? null : contents.FirstOrDefault().Content,
            },
        ];
    }

    private static ImportedRow Several(RecordKind kind, int number, (string? Id, RowContent Content) record, RowReader reader, ImportRun run)
    {
        if (record.Id is null)
            run.Find(Finding(kind, reader, ("sourcedId", ImportText.IdsTooLong), isRefusal: true));
        return new ImportedRow { Number = number, Id = record.Id, IsRefused = record.Id is null, Content = record.Id is null ? null : record.Content };
    }

    // Any record may be meant by a row whose id cannot be read.
    private static ImportedRow Unreadable(RecordKind kind, int number, ImportFinding finding, ImportRun run)
    {
        run.HasUnreadableIds.Add(kind);
        if (kind.RowsOf is null)
            run.Find(finding);
        return new ImportedRow { Number = number, Id = null, IsRefused = true };
    }

    private static void Tell(RecordKind kind, RowReader reader, ImportRun run)
    {
        if (kind.RowsOf is not null && reader.Fault is { } missed)
        {
            // Which of its records a row means cannot be told; of the row itself all was said when its file was read for what it is first of all.
            run.HasUnreadableIds.Add(kind);
            if (!kind.RequiredColumns.Contains(missed.Column, StringComparer.Ordinal))
                return;
        }

        foreach (var remark in reader.Remarks)
            run.Find(Finding(kind, reader, remark, isRefusal: false));
        if (reader.Fault is { } fault)
            run.Find(Finding(kind, reader, fault, isRefusal: true));
    }

    private static ImportFinding Finding(RecordKind kind, RowReader reader, (string Column, string Reason) said, bool isRefusal) =>
        new(kind.File, reader.Line, said.Column, said.Reason, isRefusal)
        {
            Owner = new RowOwner(reader.Named("sourcedId"), reader.Named(kind.PersonColumn), reader.Named(kind.OrganisationColumn), reader.Named(kind.ClassColumn)),
            Words = reader.Words(said.Column),
        };

    private async Task StageAsync(RecordKind kind, List<ImportedRow> batch, ImportRun run, CancellationToken cancellation)
    {
        await run.SaveFindingsAsync(kind, cancellation);
        if (batch.Count == 0)
            return;

        var ids = batch.Where(row => row.Id is not null).Select(row => row.Id!).ToList();
        var known = kind.Table is null ? null : await staging.FindKnownAsync(kind, ids, cancellation);
        if (kind == RecordKind.People)
            await birthDates.FillAsync(batch, ids, cancellation);

        using var hasher = new ContentHasher(await keys.FindAsync(LastingKeyStore.RecordContents, cancellation));
        var rows = new List<object?[]>(batch.Count);
        var unchanged = new List<object?[]>(batch.Count);
        var contacts = new List<object?[]>();
        var agents = new List<object?[]>();
        foreach (var row in batch)
        {
            var hash = known is null || row.Content is null ? null : hasher.Hash(row.Content);
            var work = known is null || row.Id is null ? null : Decide(row, hash, known.GetValueOrDefault(row.Id));
            if (kind.Checked.Count > 0 && work is null && row.Content is not null)
                unchanged.Add([row.Number, row.Id, .. row.Content.Checked]);
            else
                rows.Add([.. RecordKind.Common(row, work, hash), .. row.Content?.Values() ?? new object?[kind.OwnColumns]]);
            if (row.Content is not PersonRow person)
                continue;

            agents.AddRange(person.Agents.Select(agent => new object?[] { row.Number, agent }));
            if (work is not null)
            {
                contacts.AddRange(person.Contacts.Select(contact => new object?[]
                {
                    row.Number, contact.Kind.ToString(), protection.Index(contact.Kind, contact.Value), protection.Protect(contact.Kind, row.Id!, contact.Value),
                }));
            }
        }

        await staging.AddAsync(run.Import, kind, rows, unchanged, contacts, agents, cancellation);
    }

    private static string? Decide(ImportedRow row, byte[]? hash, KnownRecord? known)
    {
        if (row.IsRefused)
            return null;
        if (row.IsWithdrawn)
            return known is { WithdrawnAt: null } ? Work.Withdraw : null;
        if (known is null)
            return Work.Add;
        return known.WithdrawnAt is null && known.ContentHash.AsSpan().SequenceEqual(hash) ? null : Work.Change;
    }
}
