using System.Data.Common;
using System.Text.Json;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Mail;

/// <summary>Letters on their way: written with what they tell of, and sent afterwards by one node, whatever happens in between.</summary>
public interface IOutbox
{
    /// <summary>Whether a letter of this kind about an account would be sent.</summary>
    Task<bool> TakesAsync(DbConnection connection, DbTransaction transaction, string kind, string account, CancellationToken cancellation);

    /// <summary>Puts letters there inside the caller's transaction; where no mail server is set, nothing happens, and what the person refuses is left out.</summary>
    Task AddAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<OutgoingLetter> letters, CancellationToken cancellation);
}

/// <summary>
/// Letters as rows, encrypted. A row is claimed before its letter is sent and removed when the server has taken it; whoever finds a claimed row
/// does not know whether the server has, and says so in the repetition.
/// </summary>
internal sealed class OutboxStore(CabinetDatabase database, FieldProtection protection, IOptions<MailOptions> options, TimeProvider time) : IOutbox, IRetention, IErases
{
    /// <summary>How long a letter is tried to be sent.</summary>
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(2);

    /// <summary>How long it stays known that one could not be sent.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private const int MostDoublings = 6;
    private const int Lot = 50;

    public async Task<bool> TakesAsync(DbConnection connection, DbTransaction transaction, string kind, string account, CancellationToken cancellation) =>
        options.Value.IsOn
        && (!LetterKind.Refusable.Contains(kind, StringComparer.Ordinal)
            || !(await LetterChoiceStore.RefusedAsync(connection, transaction, account, cancellation)).Contains(kind, StringComparer.Ordinal));

    public async Task AddAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<OutgoingLetter> letters, CancellationToken cancellation)
    {
        if (!options.Value.IsOn)
            return;

        const string sql = """
            INSERT INTO Outbox (Id, Kind, LetterProtected, CreatedAt, DueAt, Tries, IsRepeated) VALUES (@Id, @Kind, @LetterProtected, @Now, @Now, 0, @False)
            """;
        foreach (var letter in letters)
        {
            if (letter.Account is { } account && !await TakesAsync(connection, transaction, letter.Kind, account, cancellation))
                continue;

            var id = Guid.CreateVersion7();
            var values = new
            {
                Id = id,
                letter.Kind,
                LetterProtected = protection.Protect(ProtectedField.Letter, $"{id}", JsonSerializer.Serialize(letter)),
                Now = time.GetUtcNow(),
                False = false,
            };
            await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
        }
    }

    /// <summary>The letters that are due, the oldest first; a lot at most.</summary>
    public async Task<IReadOnlyList<WaitingLetter>> DueAsync(CancellationToken cancellation)
    {
        var sql = $"""
            SELECT {database.Top("@Most")} Number, Id, LetterProtected, CreatedAt, Tries, ClaimedAt, IsRepeated FROM Outbox
            WHERE DueAt <= @Now AND GivenUpAt IS NULL
            ORDER BY DueAt, Number
            {database.Limit("@Most")}
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new { Most = Lot, Now = time.GetUtcNow() }, cancellationToken: cancellation));
        return [.. rows.Select(Reveal)];
    }

    /// <summary>Before the server is spoken to.</summary>
    /// <returns>False if somebody else has claimed the letter meanwhile.</returns>
    public async Task<bool> ClaimAsync(WaitingLetter letter, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Outbox SET Tries = Tries + 1, ClaimedAt = @Now, IsRepeated = @IsRepeated WHERE Number = @Number AND Tries = @Tries
            """;
        var values = new { letter.Number, letter.Tries, Now = time.GetUtcNow(), letter.IsRepeated };
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation)) == 1;
    }

    /// <summary>The server has it.</summary>
    public async Task SentAsync(WaitingLetter letter, CancellationToken cancellation)
    {
        const string sql = """
            DELETE FROM Outbox WHERE Number = @Number
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { letter.Number }, cancellationToken: cancellation));
    }

    /// <summary>The server has not taken it: another try after a pause that grows, up to two days.</summary>
    /// <param name="isUnknown">It may have taken it: the next try is marked as a repetition.</param>
    /// <returns>False if it was given up.</returns>
    public async Task<bool> PostponeAsync(WaitingLetter letter, bool isUnknown, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now - letter.CreatedAt >= GivenUpAfter)
        {
            await GiveUpAsync(letter, cancellation);
            return false;
        }

        const string sql = """
            UPDATE Outbox SET DueAt = @DueAt, ClaimedAt = NULL, IsRepeated = @IsRepeated WHERE Number = @Number
            """;
        var pause = FirstPause * Math.Pow(2, Math.Min(letter.Tries, MostDoublings));
        var values = new { letter.Number, DueAt = now + pause, IsRepeated = letter.IsRepeated || isUnknown };
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
        return true;
    }

    /// <summary>No server will take it: that it was is remembered, and nothing of what it said.</summary>
    public async Task GiveUpAsync(WaitingLetter letter, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Outbox SET GivenUpAt = @Now, LetterProtected = NULL, ClaimedAt = NULL WHERE Number = @Number
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { letter.Number, Now = time.GetUtcNow() }, cancellationToken: cancellation));
    }

    /// <summary>How many wait, and how many were given up lately.</summary>
    public async Task<(long Waiting, long GivenUp)> CountAsync(CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*) AS Letters, COUNT(GivenUpAt) AS GivenUp FROM Outbox
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var row = await connection.QuerySingleAsync<Counts>(new CommandDefinition(sql, cancellationToken: cancellation));
        return (row.Letters - row.GivenUp, row.GivenUp);
    }

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("Outbox", "Number", "GivenUpAt", time.GetUtcNow() - Kept, cancellation);

    /// <summary>Letters to the person's addresses do not go out any more.</summary>
    public async Task<bool> EraseAsync(DataSubject person, CancellationToken cancellation)
    {
        const string waiting = """
            SELECT Number, Id, LetterProtected, CreatedAt, Tries, ClaimedAt, IsRepeated FROM Outbox WHERE LetterProtected IS NOT NULL
            """;
        const string forget = """
            DELETE FROM Outbox WHERE Number = @Number
            """;
        if (person.Addresses.Count == 0)
            return true;
        await using var connection = await database.OpenAsync(cancellation);
        foreach (var row in await connection.QueryAsync<Row>(new CommandDefinition(waiting, cancellationToken: cancellation)))
        {
            if (person.Addresses.Contains(Reveal(row).Letter.To, StringComparer.OrdinalIgnoreCase))
                await connection.ExecuteAsync(new CommandDefinition(forget, new { row.Number }, cancellationToken: cancellation));
        }

        return true;
    }

    private WaitingLetter Reveal(Row row) => new()
    {
        Number = row.Number,
        Id = row.Id,
        Letter = JsonSerializer.Deserialize<OutgoingLetter>(protection.Reveal(ProtectedField.Letter, $"{row.Id}", row.LetterProtected))!,
        CreatedAt = row.CreatedAt,
        Tries = row.Tries,
        // Whoever claimed it is gone: nobody knows how far it came.
        IsRepeated = row.IsRepeated || row.ClaimedAt is not null,
    };

    private sealed record Row
    {
        public long Number { get; init; }

        public Guid Id { get; init; }

        public byte[] LetterProtected { get; init; } = [];

        public DateTimeOffset CreatedAt { get; init; }

        public int Tries { get; init; }

        public DateTimeOffset? ClaimedAt { get; init; }

        public bool IsRepeated { get; init; }
    }

    private sealed record Counts
    {
        public long Letters { get; init; }

        public long GivenUp { get; init; }
    }
}

/// <summary>A letter that waits, with what has become of it so far.</summary>
internal sealed record WaitingLetter
{
    public required long Number { get; init; }

    /// <summary>Names the letter to whoever receives it (<c>Message-ID</c>, RFC 5322 §3.6.4): the same in every try.</summary>
    public required Guid Id { get; init; }

    public required OutgoingLetter Letter { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required int Tries { get; init; }

    /// <summary>An earlier try may have reached the server.</summary>
    public required bool IsRepeated { get; init; }
}
