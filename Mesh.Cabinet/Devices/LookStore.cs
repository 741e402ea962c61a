using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Devices;

/// <summary>Who came into an account, and when its person last looked at it: a row an account, for as long as it makes a difference.</summary>
internal sealed class LookStore(CabinetDatabase database, TimeProvider time) : IRetention
{
    // A browser that was not used for longer is worth a look again.
    private static readonly TimeSpan KnownFor = TimeSpan.FromDays(90);

    public async Task<IReadOnlyList<SeenEntry>> ListAsync(CityProfile profile, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Event, Detail, Device AS Browser, MIN(At) AS FirstAt, MAX(At) AS LastAt, (SELECT LookedAt FROM DeviceLooks WHERE Account = @Account) AS LookedAt
            FROM AuditTrail
            WHERE Provider = @Provider AND Subject = @Subject AND At > @Since AND Event IN ('signed-in', 'signed-in-by-device', 'device-bound')
            GROUP BY Event, Detail, Device
            """;
        var values = new { profile.Provider, profile.Subject, Account = CityProfile.AccountOf(profile.Provider, profile.Subject), Since = time.GetUtcNow() - KnownFor };
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<SeenEntry>(new CommandDefinition(sql, values, cancellationToken: cancellation))];
    }

    /// <summary>The person sees their devices and sign-ins now.</summary>
    public async Task LookedAsync(CityProfile profile, CancellationToken cancellation)
    {
        const string update = """
            UPDATE DeviceLooks SET LookedAt = @Now WHERE Account = @Account
            """;
        const string insert = """
            INSERT INTO DeviceLooks (Account, LookedAt) VALUES (@Account, @Now)
            """;
        var row = new { Account = CityProfile.AccountOf(profile.Provider, profile.Subject), Now = time.GetUtcNow() };
        await using var connection = await database.OpenAsync(cancellation);
        if (await connection.ExecuteAsync(new CommandDefinition(update, row, cancellationToken: cancellation)) > 0)
            return;
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(insert, row, cancellationToken: cancellation));
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // Another tab looked in this moment.
        }
    }

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("DeviceLooks", "Account", "LookedAt", time.GetUtcNow() - NewEntry.NewFor, cancellation);
}
