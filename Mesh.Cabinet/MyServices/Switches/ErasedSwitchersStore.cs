using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.MyServices.Switches;

/// <summary>What is off stays off; who it was that switched is forgotten with them.</summary>
internal sealed class ErasedSwitchersStore(CabinetDatabase database) : IErases
{
    public async Task<bool> EraseAsync(DataSubject person, CancellationToken cancellation)
    {
        var values = new { Keys = Dialect.ListValue(person.Records.Concat(person.Accounts.Select(account => $"{account.Provider}/{account.Subject}"))), Nobody = "—" };
        await database.ChangeInLotsAsync("UPDATE ServiceSwitches SET OffBy = @Nobody", "ServiceSwitches", "Id", $"OffBy IN {database.List("@Keys")}", values, cancellation);
        await database.ChangeInLotsAsync("UPDATE ServiceSwitches SET OnBy = @Nobody", "ServiceSwitches", "Id", $"OnBy IN {database.List("@Keys")}", values, cancellation);
        return true;
    }
}
