using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Provider.Panels;

/// <summary>Requests of panels as rows, over all nodes: each is decided once and entered once.</summary>
internal sealed class PanelRequestStore(CabinetDatabase database, LastingKeyStore keys, TimeProvider time) : IRetention
{
    /// <summary>Seconds that a panel waits between its questions (RFC 8628 §3.2), and by which too quick a one is slowed down (§3.5).</summary>
    public const int Pause = 5;

    private const string Key = "panel-codes";
    private const int MostDraws = 10;

    // What whole seconds and the way of an answer may take away.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    Task IRetention.ClearAsync(CancellationToken cancellation) => database.ClearAsync("PanelRequests", "TokenId", "ExpiresAt", time.GetUtcNow() - Kept, cancellation);

    /// <summary>A panel begins to wait.</summary>
    /// <returns>The code that people type, and the number that they see.</returns>
    public async Task<(string Code, int Number)> BeginAsync(Guid token, string panel, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO PanelRequests (TokenId, PanelId, UserCodeHash, Number, ExpiresAt, PollPause, PollFrom)
            VALUES (@TokenId, @PanelId, @UserCodeHash, @Number, @ExpiresAt, @Pause, @Now)
            """;
        var (number, now) = (PanelCode.NewNumber(), time.GetUtcNow());
        var key = await keys.FindAsync(Key, cancellation);
        await using var connection = await database.OpenAsync(cancellation);
        for (var draw = 1; ; draw++)
        {
            var code = PanelCode.New();
            var values = new { TokenId = token, PanelId = panel, UserCodeHash = Hash(key, code), Number = number, ExpiresAt = now + PanelCode.Lifetime, Pause, Now = now };
            try
            {
                await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellation));
                return (code, number);
            }
            catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure) && draw < MostDraws)
            {
                // Somewhere the same code is shown: another one is drawn.
            }
        }
    }

    /// <summary>The request that waits under this code; null if there is none, it is too old or was decided.</summary>
    public async Task<PanelRequest?> FindAsync(string code, CancellationToken cancellation)
    {
        const string sql = """
            SELECT TokenId, PanelId, Number FROM PanelRequests WHERE UserCodeHash = @UserCodeHash AND DecidedAt IS NULL AND ExpiresAt > @Now
            """;
        var values = new { UserCodeHash = Hash(await keys.FindAsync(Key, cancellation), code), Now = time.GetUtcNow() };
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<PanelRequest>(new CommandDefinition(sql, values, cancellationToken: cancellation));
    }

    /// <summary>Somebody says yes in a session, or the request is over (<paramref name="session"/> is null): the panel hears of it at its next question.</summary>
    /// <returns>False if it was decided meanwhile, or is too old.</returns>
    public Task<bool> DecideAsync(PanelRequest request, Guid? session, CancellationToken cancellation) => CabinetDatabase.RepeatAsync(async () =>
    {
        const string decide = """
            UPDATE PanelRequests SET DecidedAt = @Now, SessionId = @SessionId WHERE TokenId = @TokenId AND DecidedAt IS NULL AND ExpiresAt > @Now
            """;
        const string tell = """
            UPDATE ServiceTokens SET Status = @Status, Version = @NewVersion WHERE Id = @TokenId AND Status = @Inactive
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var values = new { request.TokenId, SessionId = session, Now = time.GetUtcNow() };
        if (await connection.ExecuteAsync(new CommandDefinition(decide, values, transaction, cancellationToken: cancellation)) == 0)
            return false;

        var told = new { request.TokenId, Status = session is null ? Statuses.Rejected : Statuses.Valid, NewVersion = Guid.NewGuid(), Statuses.Inactive };
        await connection.ExecuteAsync(new CommandDefinition(tell, told, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return true;
    }, cancellation);

    /// <summary>The panel asks whether somebody has said yes.</summary>
    /// <returns>False if it asks too soon: from now on it has to wait longer.</returns>
    public async Task<bool> AskAsync(Guid token, CancellationToken cancellation)
    {
        const string read = """
            SELECT PollPause FROM PanelRequests WHERE TokenId = @TokenId
            """;
        const string ask = """
            UPDATE PanelRequests SET PollFrom = @PollFrom WHERE TokenId = @TokenId AND PollFrom <= @Now
            """;
        const string slow = """
            UPDATE PanelRequests SET PollPause = @PollPause, PollFrom = @PollFrom WHERE TokenId = @TokenId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        if (await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(read, new { TokenId = token }, cancellationToken: cancellation)) is not { } pause)
            return true;

        var now = time.GetUtcNow();
        var values = new { TokenId = token, Now = now, PollFrom = now + TimeSpan.FromSeconds(pause) - Leeway };
        if (await connection.ExecuteAsync(new CommandDefinition(ask, values, cancellationToken: cancellation)) == 1)
            return true;

        var slower = pause + Pause;
        var later = new { TokenId = token, PollPause = slower, PollFrom = now + TimeSpan.FromSeconds(slower) - Leeway };
        await connection.ExecuteAsync(new CommandDefinition(slow, later, cancellationToken: cancellation));
        return false;
    }

    /// <summary>The panel takes what was allowed.</summary>
    /// <returns>The session in which somebody said yes; null if nobody did, or it was taken before.</returns>
    public async Task<Guid?> EnterAsync(Guid token, string panel, CancellationToken cancellation)
    {
        const string enter = """
            UPDATE PanelRequests SET EnteredAt = @Now WHERE TokenId = @TokenId AND PanelId = @PanelId AND SessionId IS NOT NULL AND EnteredAt IS NULL
            """;
        const string read = """
            SELECT SessionId FROM PanelRequests WHERE TokenId = @TokenId
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { TokenId = token, PanelId = panel, Now = time.GetUtcNow() };
        return await connection.ExecuteAsync(new CommandDefinition(enter, values, cancellationToken: cancellation)) == 1
            ? await connection.QuerySingleAsync<Guid?>(new CommandDefinition(read, new { TokenId = token }, cancellationToken: cancellation))
            : null;
    }

    private static byte[] Hash(byte[] key, string code) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(code));
}

/// <summary>What a panel waits for.</summary>
public sealed record PanelRequest
{
    public Guid TokenId { get; init; }

    public string PanelId { get; init; } = "";

    /// <summary>What the panel shows beside the code.</summary>
    public int Number { get; init; }
}
