using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SignIn;

/// <summary>The open sessions of one account, for the person whose they are.</summary>
internal sealed class OpenSessionsStore(CabinetDatabase database, TimeProvider time)
{
    /// <summary>The one used last comes first.</summary>
    public async Task<IReadOnlyList<OpenSession>> ListAsync(CityProfile profile, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, Device AS Browser, SignedInAt, SeenAt, DeviceId, PanelId FROM Sessions
            WHERE Provider = @Provider AND Subject = @Subject AND ExpiresAt > @Now
            ORDER BY SeenAt DESC, SignedInAt DESC
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { profile.Provider, profile.Subject, Now = time.GetUtcNow() };
        return [.. await connection.QueryAsync<OpenSession>(new CommandDefinition(sql, values, cancellationToken: cancellation))];
    }

    /// <returns>False if this account has no such session.</returns>
    public async Task<bool> EndAsync(Guid id, CityProfile profile, string browser, CancellationToken cancellation)
    {
        const string sql = """
            DELETE FROM Sessions WHERE Id = @Id AND Provider = @Provider AND Subject = @Subject
            """;
        return await EndAsync(sql, new { Id = id, profile.Provider, profile.Subject }, "session-ended", profile, browser, cancellation);
    }

    /// <summary>Ends them all, this one too.</summary>
    public Task EndEverywhereAsync(CityProfile profile, string browser, CancellationToken cancellation)
    {
        const string sql = """
            DELETE FROM Sessions WHERE Provider = @Provider AND Subject = @Subject
            """;
        return EndAsync(sql, new { profile.Provider, profile.Subject }, "left-everywhere", profile, browser, cancellation);
    }

    private async Task<bool> EndAsync(string sql, object values, string happened, CityProfile profile, string browser, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation)) == 0)
            return false;

        var entry = new AuditEntry(happened) { Provider = profile.Provider, Subject = profile.Subject, Device = browser };
        await AuditTrail.WriteAsync(connection, transaction, entry, time.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}

/// <summary>One open session as its person is shown it.</summary>
internal sealed record OpenSession
{
    /// <summary>No cookie can be made of it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The browser's <c>User-Agent</c>.</summary>
    public required string Browser { get; init; }

    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>May lag behind by <see cref="SessionOptions.SeenLag"/>.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>The bound device that opened it.</summary>
    public Guid? DeviceId { get; init; }

    /// <summary>The panel on which it is, which <see cref="Browser"/> names then.</summary>
    public string? PanelId { get; init; }

    public string Title => PanelId is null ? BrowserName.Of(Browser) : string.Format(SignInText.SessionsPanel, Browser);
}
