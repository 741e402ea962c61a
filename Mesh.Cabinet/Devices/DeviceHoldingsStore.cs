using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Devices;

/// <summary>Bound devices are the account's; the record they name follows the tie.</summary>
internal sealed class DeviceHoldingsStore(CabinetDatabase database) : IRecordFollower, IHoldings
{
    public Task<int> MoveAsync(DbConnection connection, DbTransaction transaction, string fromId, string toId, CancellationToken cancellation)
    {
        const string sql = """
            UPDATE Devices SET PersonId = @To WHERE PersonId = @From
            """;
        return connection.ExecuteAsync(new CommandDefinition(sql, new { From = fromId, To = toId }, transaction, cancellationToken: cancellation));
    }

    public async Task<IReadOnlyList<string>> ListAsync(Holder holder, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Id, PersonId, Name, Browser, ServiceKey, BoundAt, UsedAt FROM Devices
            WHERE (Provider = @Provider AND Subject = @Subject) OR PersonId = @PersonId
            ORDER BY BoundAt
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var rows = await connection.QueryAsync<Device>(new CommandDefinition(sql, holder, cancellationToken: cancellation));
        return [.. rows.Select(device => string.Format(DevicesText.Holding, device.Name, device.ServiceKey, device.BoundAt.ToLocalTime()))];
    }
}
