using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;

namespace Mesh.Cabinet.Cases;

/// <summary>Opens cases inside the transaction of what they follow from.</summary>
public interface ICaseOpening
{
    /// <summary>Before the transaction begins, for the record is read by another: the draft with the school that it goes to.</summary>
    Task<SupportCaseDraft> PlaceAsync(SupportCaseDraft draft, CancellationToken cancellation);

    /// <returns>The number that the person is told.</returns>
    Task<long> OpenAsync(DbConnection connection, DbTransaction transaction, SupportCaseDraft placed, CancellationToken cancellation);
}

/// <summary>Cases as rows; what a person wrote is encrypted.</summary>
internal sealed class SupportCaseStore(CabinetDatabase database, FieldProtection protection, TimeProvider time, ICaseSchools? schools = null, IOperatorAddresses? operators = null, IOutbox? outbox = null, CaseLetters? letters = null)
    : ISupportCases, IAllCases, ICaseOpening
{
    public async Task<long> OpenAsync(SupportCaseDraft draft, CancellationToken cancellation)
    {
        var placed = await PlaceAsync(draft, cancellation);
        await using var connection = await database.OpenAsync(cancellation);
        if (placed.Tells.Count == 0)
            return await OpenAsync(connection, null, placed, cancellation);

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var number = await OpenAsync(connection, transaction, placed, cancellation);
        await transaction.CommitAsync(cancellation);
        return number;
    }

    /// <inheritdoc/>
    public async Task<SupportCaseDraft> PlaceAsync(SupportCaseDraft draft, CancellationToken cancellation)
    {
        var placed = draft is { SchoolId: null, PersonId: { } personId } && schools is not null ? draft with { SchoolId = await schools.OfAsync(personId, cancellation) } : draft;
        return CaseDue.IsUrgent(draft.Kind) && operators is not null
            ? placed with { Tells = await operators.OfAsync(placed.SchoolId, placed.Provider, placed.Subject, cancellation) }
            : placed;
    }

    Task<long> ICaseOpening.OpenAsync(DbConnection connection, DbTransaction transaction, SupportCaseDraft placed, CancellationToken cancellation) =>
        OpenAsync(connection, transaction, placed, cancellation);

    private async Task<long> OpenAsync(DbConnection connection, DbTransaction? transaction, SupportCaseDraft draft, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        if (draft.OpenKey is not null && await FindOpenAsync(connection, transaction, draft.OpenKey, cancellation) is { } open)
            return open;

        const string insert = """
            INSERT INTO SupportCases (
                Id, Kind, PersonId, Provider, Subject, OpenKey, JournalLogin, MosRuLogin, About, MessageProtected, AnswerToProtected, ProfileProtected, SoughtProtected, SchoolId, Matter, OpenedAt, DueAt, Urgency)
            VALUES (
                @Id, @Kind, @PersonId, @Provider, @Subject, @OpenKey, @JournalLogin, @MosRuLogin, @About, @MessageProtected, @AnswerToProtected, @ProfileProtected, @SoughtProtected, @SchoolId, @Matter, @OpenedAt, @DueAt, @Urgency)
            """;
        var now = time.GetUtcNow();
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(insert, new
            {
                Id = id,
                Kind = draft.Kind.ToString(),
                draft.PersonId,
                draft.Provider,
                draft.Subject,
                draft.OpenKey,
                draft.JournalLogin,
                draft.MosRuLogin,
                draft.About,
                MessageProtected = Protect(draft.Message, id),
                AnswerToProtected = Protect(draft.AnswerTo, id),
                ProfileProtected = Protect(draft.Profile, id),
                SoughtProtected = Protect(draft.Sought, id),
                draft.SchoolId,
                draft.Matter,
                OpenedAt = now,
                DueAt = now + CaseDue.After(draft.Kind),
                Urgency = CaseDue.IsUrgent(draft.Kind) ? 0 : 1,
            }, transaction, cancellationToken: cancellation));
        }
        catch (DbException failure) when (draft.OpenKey is not null && CabinetDatabase.IsUniqueViolation(failure))
        {
            return await FindOpenAsync(connection, transaction, draft.OpenKey, cancellation) ?? throw new InvalidOperationException("The case was closed in the same moment.", failure);
        }

        const string number = """
            SELECT Number FROM SupportCases WHERE Id = @Id
            """;
        var opened = await connection.QuerySingleAsync<long>(new CommandDefinition(number, new { Id = id }, transaction, cancellationToken: cancellation));
        if (transaction is not null && outbox is not null && letters is not null)
            await outbox.AddAsync(connection, transaction, [.. draft.Tells.Select(to => letters.OfUrgent(draft.Kind, opened, to))], cancellation);
        return opened;
    }

    private byte[]? Protect(string? text, Guid id) => text is null ? null : protection.Protect(ProtectedField.CaseMessage, $"{id}", text);

    public async Task OpenOnceAsync(SupportCaseDraft draft, CancellationToken cancellation)
    {
        var placed = await PlaceAsync(draft, cancellation);
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            SELECT COUNT(*) FROM SupportCases WHERE Provider = @Provider AND Subject = @Subject AND Kind = @Kind AND PersonId = @PersonId
            """;
        var values = new { draft.Provider, draft.Subject, Kind = draft.Kind.ToString(), draft.PersonId };
        if (await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, values, cancellationToken: cancellation)) == 0)
            await OpenAsync(connection, null, placed, cancellation);
    }

    public async Task<long?> FindOpenAsync(string openKey, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await FindOpenAsync(connection, null, openKey, cancellation);
    }

    private static async Task<long?> FindOpenAsync(DbConnection connection, DbTransaction? transaction, string openKey, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Number FROM SupportCases WHERE OpenKey = @OpenKey
            """;
        return await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(sql, new { OpenKey = openKey }, transaction, cancellationToken: cancellation));
    }

    public Task AnswerAsync(IReadOnlyList<string> openKeys, CancellationToken cancellation) => AnswerAsync(openKeys, DateTimeOffset.MaxValue, cancellation);

    public Task AnswerAsync(string openKey, DateTimeOffset openedBefore, CancellationToken cancellation) => AnswerAsync([openKey], openedBefore, cancellation);

    private async Task AnswerAsync(IReadOnlyList<string> openKeys, DateTimeOffset openedBefore, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        // Most people have no case: a look at an index instead of a write.
        var find = $"""
            SELECT COUNT(*) FROM SupportCases WHERE OpenKey IN {database.List("@OpenKeys")}
            """;
        if (await connection.ExecuteScalarAsync<int>(new CommandDefinition(find, new { OpenKeys = Dialect.ListValue(openKeys) }, cancellationToken: cancellation)) == 0)
            return;

        var sql = $"""
            UPDATE SupportCases SET ClosedAt = @Now, OpenKey = NULL WHERE OpenKey IN {database.List("@OpenKeys")} AND OpenedAt < @OpenedBefore
            """;
        var answer = new { OpenKeys = Dialect.ListValue(openKeys), OpenedBefore = openedBefore, Now = time.GetUtcNow() };
        await connection.ExecuteAsync(new CommandDefinition(sql, answer, cancellationToken: cancellation));
    }

    public async Task<IReadOnlyList<long>> AnsweredAsync(
        SupportCaseKind kind, string provider, string subject, DateTimeOffset since, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            SELECT Number FROM SupportCases
            WHERE Provider = @Provider AND Subject = @Subject AND Kind = @Kind AND ClosedAt > @Since
            ORDER BY Number DESC
            """;
        return [.. await connection.QueryAsync<long>(new CommandDefinition(
            sql, new { Kind = kind.ToString(), Provider = provider, Subject = subject, Since = since }, cancellationToken: cancellation))];
    }

    public async Task<string?> DecidedLoginAsync(string personId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var sql = $"""
            SELECT {database.Top("1")} DecidedLogin FROM SupportCases
            WHERE PersonId = @PersonId AND DecidedLogin IS NOT NULL
            ORDER BY Number DESC
            {database.Limit("1")}
            """;
        return await connection.QueryFirstOrDefaultAsync<string>(
            new CommandDefinition(sql, new { PersonId = personId }, cancellationToken: cancellation));
    }

    public async Task<IReadOnlyList<SupportCase>> ListOpenAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            SELECT Number, Kind, PersonId, Provider, Subject, JournalLogin, MosRuLogin, DecidedLogin, About, OpenedAt, ClosedAt FROM SupportCases
            WHERE ClosedAt IS NULL
            ORDER BY Number
            """;
        return [.. await connection.QueryAsync<SupportCase>(new CommandDefinition(sql, cancellationToken: cancellation))];
    }

    public async Task<SupportCase?> FindAsync(long number, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        const string sql = """
            SELECT Number, Kind, PersonId, Provider, Subject, JournalLogin, MosRuLogin, DecidedLogin, About, OpenedAt, ClosedAt FROM SupportCases
            WHERE Number = @Number
            """;
        return await connection.QuerySingleOrDefaultAsync<SupportCase>(
            new CommandDefinition(sql, new { Number = number }, cancellationToken: cancellation));
    }

    public Task<bool> DecideAsync(long number, string login, CancellationToken cancellation, bool isClosing = true, string? byPersonId = null) =>
        CabinetDatabase.RepeatAsync(() => DecideOnceAsync(number, login, isClosing, byPersonId, cancellation), cancellation);

    private async Task<bool> DecideOnceAsync(long number, string login, bool isClosing, string? byPersonId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var decision = new { Number = number, Login = login, Now = time.GetUtcNow(), IsClosing = isClosing, True = true };
        const string decide = """
            UPDATE SupportCases SET DecidedLogin = @Login, ClosedAt = CASE WHEN @IsClosing = @True THEN @Now END,
                OpenKey = CASE WHEN @IsClosing = @True THEN NULL ELSE OpenKey END
            WHERE Number = @Number AND ClosedAt IS NULL
            """;
        if (await connection.ExecuteAsync(new CommandDefinition(decide, decision, transaction, cancellationToken: cancellation)) == 0)
            return false;

        const string whose = """
            SELECT PersonId FROM SupportCases WHERE Number = @Number
            """;
        var personId = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(whose, decision, transaction, cancellationToken: cancellation));
        var entry = new AuditEntry("login-decided") { PersonId = personId, ByPersonId = byPersonId ?? AuditEntry.BySupport, Detail = login };
        await AuditTrail.WriteAsync(connection, transaction, entry, decision.Now, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
