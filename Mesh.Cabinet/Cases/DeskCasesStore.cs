using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;

namespace Mesh.Cabinet.Cases;

/// <summary>Writes something in the transaction in which a case is changed: neither is there without the other.</summary>
/// <returns>False where nothing is to be changed at all.</returns>
public delegate Task<bool> WrittenTogether(DbConnection connection, DbTransaction transaction);

/// <summary>Cases by operators. Whose they are, and that nobody handles an own one, stands in every statement.</summary>
internal sealed class DeskCasesStore(CabinetDatabase database, FieldProtection protection, CaseEntriesStore entries, CaseCountsStore counts, CaseLetters letters, IOutbox outbox, TimeProvider time) : IDeskCases
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // A case is an operator's by its school, and by whom it is about.
    private string Yours =>
        $"(@IsCity = @True OR SchoolId IN {database.List("@Schools")}) AND (Provider IS NULL OR Provider <> @OwnProvider OR Subject <> @OwnSubject) AND (PersonId IS NULL OR PersonId <> @OwnId)";

    public async Task<CasePart> ListAsync(CaseOperator by, CaseFilter filter, CancellationToken cancellation)
    {
        // Each filter is a statement of its own, whose order is that of an index.
        var list = $"""
            SELECT {CaseRow.Columns} FROM SupportCases WHERE {Yours} AND {(by.IsCity ? "1 = 1" : CaseListSql.Scope(by))} AND {(filter.Number is not null ? "Number = @Wanted" : CaseListSql.Wanted(filter))}
            ORDER BY {CaseListSql.Order(filter)} {database.Page("@Skip", "@Take")}
            """;
        var values = With(by, new
        {
            Kind = filter.Kind?.ToString(), filter.SchoolId, Wanted = filter.Number, State = filter.State?.ToString(), filter.Skip, filter.Take, OneSchool = by.Schools.Count > 0 ? by.Schools[0] : null,
        });
        await using var connection = await database.OpenAsync(cancellation);
        var rows = (await connection.QueryAsync<CaseRow>(new CommandDefinition(database.Anew(list), values, cancellationToken: cancellation))).AsList();
        var total = filter is { Mine: false, Number: null }
            ? await counts.TotalAsync(connection, by, filter, cancellation)
            : await CountAsync(connection, filter, values, cancellation);
        return new CasePart([.. rows.Select(row => row.AtDesk(protection, []))], total);
    }

    // What one operator has taken, or one number: there are few.
    private Task<int> CountAsync(DbConnection connection, CaseFilter filter, DynamicParameters values, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT COUNT(*) FROM SupportCases WHERE {Yours} AND {(filter.Number is not null ? "Number = @Wanted" : CaseListSql.Wanted(filter))}
            """;
        return connection.ExecuteScalarAsync<int>(new CommandDefinition(database.Anew(sql), values, cancellationToken: cancellation));
    }

    public async Task<CaseCounts> CountAsync(CaseOperator by, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await counts.CountAsync(connection, by, cancellation);
    }

    public async Task<DeskCase?> FindAsync(CaseOperator by, long number, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {CaseRow.Columns}, Id, MessageProtected, AnswerToProtected, ProfileProtected FROM SupportCases WHERE Number = @Number AND {Yours}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<CaseRow>(new CommandDefinition(sql, With(by, new { Number = number }), cancellationToken: cancellation));
        return row?.AtDesk(protection, [.. row.First(protection), .. await entries.ListAsync(connection, number, isDesk: true, cancellation)]);
    }

    public Task<CaseChange> TakeAsync(CaseOperator by, DeskCase seen, CancellationToken cancellation) =>
        ChangeAsync(by, seen with { HandlerKey = by.Key, HandlerName = by.Name }, null, cancellation);

    public Task<CaseChange> PutBackAsync(CaseOperator by, DeskCase seen, CancellationToken cancellation) =>
        ChangeAsync(by, seen with { HandlerKey = null, HandlerName = null }, null, cancellation);

    public Task<CaseChange> AnswerAsync(CaseOperator by, DeskCase seen, string text, CaseState turn, CancellationToken cancellation) =>
        ChangeAsync(by, Taken(by, seen) with { State = turn }, new Said(CaseEntryKind.Answer, text, "case-answered"), cancellation);

    public Task<CaseChange> NoteAsync(CaseOperator by, DeskCase seen, string text, CancellationToken cancellation) =>
        ChangeAsync(by, Taken(by, seen), new Said(CaseEntryKind.Note, text, null), cancellation);

    public Task<CaseChange> ActedAsync(
        CaseOperator by, DeskCase seen, string text, bool isDone, CancellationToken cancellation, CaseState? turn = null, WrittenTogether? together = null) =>
        ChangeAsync(by, Taken(by, seen) with { State = isDone ? CaseState.Done : turn ?? seen.State }, new Said(CaseEntryKind.Act, text, "case-acted"), cancellation, together);

    // Whoever does something about a case that nobody has taken is at it.
    private static DeskCase Taken(CaseOperator by, DeskCase seen) => seen.HandlerKey is null ? seen with { HandlerKey = by.Key, HandlerName = by.Name } : seen;

    private Task<CaseChange> ChangeAsync(CaseOperator by, DeskCase then, Said? said, CancellationToken cancellation, WrittenTogether? together = null) =>
        CabinetDatabase.RepeatAsync(() => ChangeOnceAsync(by, then, said, together, cancellation), cancellation);

    private async Task<CaseChange> ChangeOnceAsync(CaseOperator by, DeskCase then, Said? said, WrittenTogether? together, CancellationToken cancellation)
    {
        // Of two at once one finds the version that it has seen.
        var change = $"""
            UPDATE SupportCases SET HandlerKey = @HandlerKey, HandlerName = @HandlerName, WaitsFor = @WaitsFor, ClosedAt = @ClosedAt,
                OpenKey = CASE WHEN @IsDone = @True THEN NULL ELSE OpenKey END, ChangedAt = @Now, Version = Version + 1,
                AnsweredInDay = COALESCE(AnsweredInDay, @AnsweredInDay)
            WHERE Number = @Number AND Version = @Version AND ClosedAt IS NULL AND {Yours}
            """;
        var now = time.GetUtcNow();
        var isDone = then.State is CaseState.Done;
        var values = With(by, new
        {
            then.Number,
            then.Version,
            then.HandlerKey,
            HandlerName = TextLength.Cut(then.HandlerName, TextLength.Line),
            WaitsFor = then.State is CaseState.WaitsForPerson or CaseState.WaitsForSchool ? $"{then.State}" : null,
            IsDone = isDone,
            ClosedAt = isDone ? now : (DateTimeOffset?)null,
            AnsweredInDay = isDone || said?.Kind is CaseEntryKind.Answer ? now - then.OpenedAt <= Day : (bool?)null,
            Now = now,
        });
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(change, values, transaction, cancellationToken: cancellation)) == 0)
            return await WhyNotAsync(connection, transaction, values, cancellation);

        if (said is not null)
            await SayAsync(connection, transaction, by, then, said, now, cancellation);
        if (together is not null && !await together(connection, transaction))
            return new CaseChange.Meanwhile(null);
        await transaction.CommitAsync(cancellation);
        return new CaseChange.Made();
    }

    private async Task<CaseChange> WhyNotAsync(DbConnection connection, DbTransaction transaction, DynamicParameters values, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {CaseRow.Columns} FROM SupportCases WHERE Number = @Number AND {Yours}
            """;
        var row = await connection.QuerySingleOrDefaultAsync<CaseRow>(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
        return row is null ? new CaseChange.NotThere() : new CaseChange.Meanwhile(row.HandlerName);
    }

    private async Task SayAsync(DbConnection connection, DbTransaction transaction, CaseOperator by, DeskCase then, Said said, DateTimeOffset now, CancellationToken cancellation)
    {
        await entries.AddAsync(connection, transaction, then.Number, said.Kind, by, said.Text, now, cancellation);
        if (said.Event is not { } happened)
            return;

        var entry = new AuditEntry(happened)
        {
            PersonId = then.PersonId, Provider = then.Provider, Subject = then.Subject, ByPersonId = by.PersonId ?? AuditEntry.BySupport, Detail = $"{then.Number}",
        };
        await AuditTrail.WriteAsync(connection, transaction, entry, now, cancellation);
        if (said.Kind is CaseEntryKind.Answer || then.State is CaseState.Done)
            await TellAsync(connection, transaction, then, said, cancellation);
    }

    private async Task TellAsync(DbConnection connection, DbTransaction transaction, DeskCase then, Said said, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, AnswerToProtected FROM SupportCases WHERE Number = @Number
            """;
        var row = await connection.QuerySingleAsync<CaseRow>(new CommandDefinition(sql, new { then.Number }, transaction, cancellationToken: cancellation));
        if (row.Reveal(protection, row.AnswerToProtected) is { } to)
            await outbox.AddAsync(connection, transaction, [letters.Of(then, to, said.Kind is CaseEntryKind.Answer ? said.Text : null)], cancellation);
    }

    private static DynamicParameters With(CaseOperator by, object more)
    {
        var values = new DynamicParameters(more);
        values.AddDynamicParams(new { by.IsCity, True = true, Schools = Dialect.ListValue(by.Schools), OwnProvider = by.Provider, OwnSubject = by.Subject, OwnId = by.PersonId ?? "", by.Key, by.Name });
        return values;
    }

    /// <param name="Event">As the person's history tells it; null for what is not the person's to know.</param>
    private sealed record Said(CaseEntryKind Kind, string Text, string? Event);
}
