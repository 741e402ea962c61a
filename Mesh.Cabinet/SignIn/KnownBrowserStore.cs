using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.NotMe;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.SignIn;

/// <summary>
/// Browsers that an account has signed in with. The cookie is the browser's, the hash the account's: of two people at one computer nobody
/// can see that it was one.
/// </summary>
internal sealed class KnownBrowserStore(CabinetDatabase database, IPersonLetters letters, TimeProvider time) : ISignInFollower, IRetention
{
    /// <summary>Browsers of one account; the one seen longest ago makes room.</summary>
    public const int MostOfAccount = 50;

    /// <summary>As long as the cookie lasts.</summary>
    public static readonly TimeSpan KnownFor = TimeSpan.FromDays(365);

    /// <summary>One letter in so long.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromDays(1);

    // That a browser was seen again is worth a write once in a while.
    private static readonly TimeSpan SeenLag = TimeSpan.FromDays(7);

    /// <summary>Whether nothing has to be written: the account knows this browser.</summary>
    public async Task<bool> IsKnownAsync(CityProfile profile, string cookie, CancellationToken cancellation)
    {
        const string sql = """
            SELECT COUNT(*) FROM KnownBrowsers WHERE Account = @Account AND Hash = @Hash AND EndedAt IS NULL AND SeenAt > @Since
            """;
        var account = Account(profile);
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, new { Account = account, Hash = Hash(account, cookie), Since = time.GetUtcNow() - SeenLag }, cancellationToken: cancellation)) > 0;
    }

    /// <summary>What is written with a sign-in; null for nothing.</summary>
    public Func<DbConnection, DbTransaction, Task>? Along(Arrival arrival, CancellationToken cancellation) => arrival.IsKnown
        ? null
        : (connection, transaction) => SeenAsync(connection, transaction, arrival.Profile, arrival.Cookie, arrival.Letter, cancellation);

    /// <summary>Inside the transaction of a sign-in: the browser is known from now on. Of one that was not, a letter tells, unless it is the first or one has told today.</summary>
    /// <param name="letter">Null where there is nobody to tell.</param>
    public async Task SeenAsync(DbConnection connection, DbTransaction transaction, CityProfile profile, string cookie, PersonLetter? letter, CancellationToken cancellation)
    {
        const string see = """
            UPDATE KnownBrowsers SET SeenAt = @Now WHERE Account = @Account AND Hash = @Hash AND EndedAt IS NULL
            """;
        const string look = """
            SELECT COUNT(*) AS Known, MAX(ToldAt) AS ToldAt FROM KnownBrowsers WHERE Account = @Account
            """;
        const string add = """
            DELETE FROM KnownBrowsers WHERE Account = @Account AND Hash = @Hash;
            INSERT INTO KnownBrowsers (Account, Hash, SeenAt, ToldAt) VALUES (@Account, @Hash, @Now, @ToldAt)
            """;
        var (account, now) = (Account(profile), time.GetUtcNow());
        var values = new { Account = account, Hash = Hash(account, cookie), Now = now };
        await database.HoldAsync(connection, transaction, $"browsers/{account}", cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(see, values, transaction, cancellationToken: cancellation)) > 0)
            return;

        var before = await connection.QuerySingleAsync<Row>(new CommandDefinition(look, values, transaction, cancellationToken: cancellation));
        var tells = letter is not null && before.Known > 0 && !(now - before.ToldAt < Quiet);
        await connection.ExecuteAsync(new CommandDefinition(add, new { values.Account, values.Hash, values.Now, ToldAt = tells ? now : (DateTimeOffset?)null }, transaction, cancellationToken: cancellation));
        if (before.Known >= MostOfAccount)
            await MakeRoomAsync(connection, transaction, account, cancellation);
        if (tells)
            await letters.SendAsync(connection, transaction, letter!, cancellation);
    }

    public Task SignedInAsync(CityProfile profile, DateTimeOffset? authTime, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>After «это был не я» none is known any more; that some were is remembered, or the next stranger would be taken for the first browser.</summary>
    public async Task DistrustedAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation)
    {
        if (reason is not DistrustReason.NotMe)
            return;
        const string sql = """
            UPDATE KnownBrowsers SET EndedAt = @Now WHERE Account = @Account AND EndedAt IS NULL
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { Account = CityProfile.AccountOf(provider, subject), Now = time.GetUtcNow() }, cancellationToken: cancellation));
    }

    public Task LeftForGoodAsync(Session session, string browser, CancellationToken cancellation) => Task.CompletedTask;

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("KnownBrowsers", "Hash", "SeenAt", time.GetUtcNow() - KnownFor, cancellation);

    private async Task MakeRoomAsync(DbConnection connection, DbTransaction transaction, string account, CancellationToken cancellation)
    {
        var sql = $"""
            DELETE FROM KnownBrowsers WHERE Account = @Account AND Hash NOT IN (
                SELECT {database.Top("@Most")} Hash FROM KnownBrowsers WHERE Account = @Account ORDER BY SeenAt DESC, Hash {database.Limit("@Most")})
            """;
        await connection.ExecuteAsync(new CommandDefinition(sql, new { Account = account, Most = MostOfAccount }, transaction, cancellationToken: cancellation));
    }

    private static string Account(CityProfile profile) => CityProfile.AccountOf(profile.Provider, profile.Subject);

    private static byte[] Hash(string account, string cookie) => SHA256.HashData(Encoding.UTF8.GetBytes($"{account}|{cookie}"));

    private sealed record Row
    {
        public int Known { get; init; }

        public DateTimeOffset? ToldAt { get; init; }
    }
}
