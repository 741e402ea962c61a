using System.Data.Common;
using System.Text.Json;
using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Provider.Clients;

/// <summary>Registrations as rows, the settings' among them: a command on another machine sees the same clients.</summary>
internal sealed class ClientStore(CabinetDatabase database, TimeProvider time)
{
    /// <summary>A second secret may be made before the first is given up.</summary>
    public const int MostSecrets = 2;

    public async Task<IReadOnlyList<ServiceClient>> ListAsync(CancellationToken cancellation)
    {
        const string clients = """
            SELECT ClientId, Definition, IsFromSettings, IsGone, DisabledAt FROM Clients ORDER BY ClientId
            """;
        const string secrets = """
            SELECT ClientId, SecretHash FROM ClientSecrets
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(clients, cancellationToken: cancellation));
        var hashes = (await connection.QueryAsync<SecretRow>(new CommandDefinition(secrets, cancellationToken: cancellation))).ToLookup(row => row.ClientId, row => row.SecretHash, StringComparer.Ordinal);
        return [.. rows.Select(row => Read(row.Definition) with { ClientId = row.ClientId, IsDisabled = row.IsGone || row.DisabledAt is not null, SecretHashes = [.. hashes[row.ClientId]] })];
    }

    /// <summary>What the settings say now holds; who stands there no more is disabled, for tokens of theirs may be about.</summary>
    public Task SetAsync(IReadOnlyList<ServiceClient> clients, CancellationToken cancellation) => CabinetDatabase.RepeatAsync(async () =>
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var known = await connection.QueryAsync<Row>(new CommandDefinition("""
            SELECT ClientId, Definition, IsFromSettings, IsGone, DisabledAt FROM Clients
            """, transaction: transaction, cancellationToken: cancellation));
        var settled = known.Where(row => row.IsFromSettings).ToDictionary(row => row.ClientId, StringComparer.Ordinal);
        foreach (var client in clients)
        {
            if (!settled.Remove(client.ClientId, out var row) || row.IsGone || row.Definition != Write(client))
                await PutAsync(connection, transaction, client, isFromSettings: true, cancellation);
            await SetSecretsAsync(connection, transaction, client, cancellation);
        }

        const string leave = """
            UPDATE Clients SET IsGone = @True WHERE ClientId = @ClientId
            """;
        foreach (var gone in settled.Values.Where(row => !row.IsGone))
            await connection.ExecuteAsync(new CommandDefinition(leave, new { gone.ClientId, True = true }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return true;
    }, cancellation);

    /// <returns>False if there is one of this id.</returns>
    public async Task<bool> AddAsync(ServiceClient client, string? secret, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await InsertAsync(connection, transaction, client, isFromSettings: false, cancellation);
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return false;
        }

        if (secret is not null)
            await InsertSecretAsync(connection, transaction, client.ClientId, ClientSecret.Hash(client.ClientId, secret), isFromSettings: false, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Another secret; the oldest but one ends.</summary>
    /// <returns>False if there is no such client, or its secrets are the settings'.</returns>
    public async Task<bool> AddSecretAsync(string clientId, string secret, CancellationToken cancellation)
    {
        const string client = """
            SELECT COUNT(*) FROM Clients WHERE ClientId = @ClientId AND IsFromSettings = @False
            """;
        const string end = """
            DELETE FROM ClientSecrets WHERE ClientId = @ClientId AND (
                SELECT COUNT(*) FROM ClientSecrets later WHERE later.ClientId = @ClientId AND later.MadeAt > ClientSecrets.MadeAt) >= @Most
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteScalarAsync<long>(new CommandDefinition(client, new { ClientId = clientId, False = false }, transaction, cancellationToken: cancellation)) == 0)
            return false;

        await InsertSecretAsync(connection, transaction, clientId, ClientSecret.Hash(clientId, secret), isFromSettings: false, cancellation);
        await connection.ExecuteAsync(new CommandDefinition(end, new { ClientId = clientId, Most = MostSecrets }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <returns>False if there is no such client that is not disabled yet.</returns>
    public async Task<bool> DisableAsync(string clientId, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Clients SET DisabledAt = @Now WHERE ClientId = @ClientId AND DisabledAt IS NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(sql, new { ClientId = clientId, Now = time.GetUtcNow() }, cancellationToken: cancellation)) == 1;
    }

    // What a command disabled stays so, whatever the settings say.
    private async Task PutAsync(DbConnection connection, DbTransaction transaction, ServiceClient client, bool isFromSettings, CancellationToken cancellation)
    {
        const string update = """
            UPDATE Clients SET Definition = @Definition, IsFromSettings = @IsFromSettings, IsGone = @False, ChangedAt = @Now WHERE ClientId = @ClientId
            """;
        var values = new { client.ClientId, Definition = Write(client), IsFromSettings = isFromSettings, Now = time.GetUtcNow(), False = false };
        if (await connection.ExecuteAsync(new CommandDefinition(update, values, transaction, cancellationToken: cancellation)) == 0)
            await InsertAsync(connection, transaction, client, isFromSettings, cancellation);
    }

    private Task<int> InsertAsync(DbConnection connection, DbTransaction transaction, ServiceClient client, bool isFromSettings, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO Clients (ClientId, Definition, IsFromSettings, IsGone, DisabledAt, ChangedAt) VALUES (@ClientId, @Definition, @IsFromSettings, @False, NULL, @Now)
            """;
        var values = new { client.ClientId, Definition = Write(client), IsFromSettings = isFromSettings, Now = time.GetUtcNow(), False = false };
        return connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
    }

    private async Task SetSecretsAsync(DbConnection connection, DbTransaction transaction, ServiceClient client, CancellationToken cancellation)
    {
        const string read = """
            SELECT ClientId, SecretHash FROM ClientSecrets WHERE ClientId = @ClientId
            """;
        const string end = """
            DELETE FROM ClientSecrets WHERE SecretHash = @SecretHash
            """;
        var known = (await connection.QueryAsync<SecretRow>(new CommandDefinition(read, new { client.ClientId }, transaction, cancellationToken: cancellation))).Select(row => row.SecretHash).ToList();
        var wanted = client.Secrets.Select(secret => ClientSecret.Hash(client.ClientId, secret)).ToList();
        foreach (var old in known.Where(hash => !wanted.Exists(other => other.AsSpan().SequenceEqual(hash))))
            await connection.ExecuteAsync(new CommandDefinition(end, new { SecretHash = old }, transaction, cancellationToken: cancellation));
        foreach (var fresh in wanted.Where(hash => !known.Exists(other => other.AsSpan().SequenceEqual(hash))))
            await InsertSecretAsync(connection, transaction, client.ClientId, fresh, isFromSettings: true, cancellation);
    }

    private Task<int> InsertSecretAsync(DbConnection connection, DbTransaction transaction, string clientId, byte[] hash, bool isFromSettings, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO ClientSecrets (SecretHash, ClientId, IsFromSettings, MadeAt) VALUES (@SecretHash, @ClientId, @IsFromSettings, @Now)
            """;
        var values = new { SecretHash = hash, ClientId = clientId, IsFromSettings = isFromSettings, Now = time.GetUtcNow() };
        return connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
    }

    private static string Write(ServiceClient client) => JsonSerializer.Serialize(client);

    private static ServiceClient Read(string definition) => JsonSerializer.Deserialize<ServiceClient>(definition)!;

    private sealed record Row
    {
        public string ClientId { get; init; } = "";

        public string Definition { get; init; } = "";

        public bool IsFromSettings { get; init; }

        public bool IsGone { get; init; }

        public DateTimeOffset? DisabledAt { get; init; }
    }

    private sealed record SecretRow
    {
        public string ClientId { get; init; } = "";

        public byte[] SecretHash { get; init; } = [];
    }
}
