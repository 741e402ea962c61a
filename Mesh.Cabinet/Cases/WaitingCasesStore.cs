using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;

namespace Mesh.Cabinet.Cases;

/// <summary>An open case that an import may have settled.</summary>
/// <param name="OpenKey">The question it is about.</param>
/// <param name="Profile">What mos.ru said of the person, as the feature that opened the case reads it; empty where the case may not show it.</param>
public sealed record WaitingCase(long Number, string OpenKey, string Profile)
{
    /// <inheritdoc cref="SupportCaseDraft.Sought"/>
    public string? Sought { get; init; }

    public override string ToString() => $"{Number}";
}

/// <summary>Open cases, for the rule that looks whether what they ask for has come true.</summary>
public interface IWaitingCases
{
    /// <summary>Those that nobody has looked at since a moment, the oldest first; a lot at most.</summary>
    Task<IReadOnlyList<WaitingCase>> NextAsync(DateTimeOffset since, CancellationToken cancellation);

    /// <summary>What it asks for has not come true.</summary>
    /// <param name="at">The moment since which it was not looked at, which may be of another clock than this node's (E47).</param>
    Task LookedAsync(WaitingCase waiting, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>What it asks for has come true: it is closed, and word goes to the person in the same transaction.</summary>
    /// <param name="addresses">Where letters to the person go now, beside the address that the case was opened with.</param>
    Task SettleAsync(WaitingCase waiting, string words, IReadOnlyList<string> addresses, CancellationToken cancellation);
}

/// <inheritdoc cref="IWaitingCases"/>
internal sealed class WaitingCasesStore(CabinetDatabase database, FieldProtection protection, CaseEntriesStore entries, CaseLetters letters, IOutbox outbox, TimeProvider time) : IWaitingCases
{
    private const int Lot = 100;

    public async Task<IReadOnlyList<WaitingCase>> NextAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} Number, Id, OpenKey, ProfileProtected, SoughtProtected FROM SupportCases
            WHERE ClosedAt IS NULL AND (ProfileProtected IS NOT NULL OR SoughtProtected IS NOT NULL) AND OpenKey IS NOT NULL AND (LookedAt IS NULL OR LookedAt < @Since) AND OpenedAt < @Since
            ORDER BY Number
            {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Most = Lot, Since = since }, cancellationToken: cancellation));
        return [.. rows.Select(row => new WaitingCase(row.Number, row.OpenKey, Reveal(row, row.ProfileProtected) ?? "") { Sought = Reveal(row, row.SoughtProtected) })];
    }

    private string? Reveal(Row row, byte[]? value) => value is null ? null : protection.Reveal(ProtectedField.CaseMessage, $"{row.Id}", value);

    public async Task LookedAsync(WaitingCase waiting, DateTimeOffset at, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE SupportCases SET LookedAt = @At WHERE Number = @Number
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { waiting.Number, At = at }, cancellationToken: cancellation));
    }

    public Task SettleAsync(WaitingCase waiting, string words, IReadOnlyList<string> addresses, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => SettleOnceAsync(waiting, words, addresses, cancellation), cancellation);

    private async Task<bool> SettleOnceAsync(WaitingCase waiting, string words, IReadOnlyList<string> addresses, CancellationToken cancellation)
    {
        const string close = """
            UPDATE SupportCases SET ClosedAt = @Now, OpenKey = NULL, ChangedAt = @Now, LookedAt = @Now, Version = Version + 1 WHERE Number = @Number AND ClosedAt IS NULL
            """;
        var row = $"""
            SELECT {CaseRow.Columns}, Id, AnswerToProtected FROM SupportCases WHERE Number = @Number
            """;
        var now = time.GetUtcNow();
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Of two nodes one closes it, and one letter goes.
        if (await connection.ExecuteAsync(new CommandDefinition(close, new { waiting.Number, Now = now }, transaction, cancellationToken: cancellation)) == 0)
            return false;

        var closed = await connection.QuerySingleAsync<CaseRow>(new CommandDefinition(row, new { waiting.Number }, transaction, cancellationToken: cancellation));
        await entries.AddAsync(connection, transaction, waiting.Number, CaseEntryKind.Answer, by: null, words, now, cancellation);
        var entry = new AuditEntry("case-settled") { PersonId = closed.PersonId, Provider = closed.Provider, Subject = closed.Subject, Detail = $"{closed.Number}" };
        await AuditTrail.WriteAsync(connection, transaction, entry, now, cancellation);
        var known = closed.Reveal(protection, closed.AnswerToProtected);
        var all = (known is null ? addresses : addresses.Append(known)).Distinct(StringComparer.OrdinalIgnoreCase);
        await outbox.AddAsync(connection, transaction, [.. all.Select(one => letters.OfOpened(closed.AtDesk(protection, []), one))], cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private sealed record Row
    {
        public long Number { get; init; }

        public Guid Id { get; init; }

        public string OpenKey { get; init; } = "";

        public byte[]? ProfileProtected { get; init; }

        public byte[]? SoughtProtected { get; init; }
    }
}
