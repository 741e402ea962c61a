using Dapper;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Cases;

/// <summary>What an operator did in other people's cases stays; who it was does not.</summary>
internal sealed class ErasedHandlersStore(CabinetDatabase database) : IErases
{
    public async Task<bool> EraseAsync(DataSubject person, CancellationToken cancellation)
    {
        // An operator without a record is known by the account.
        var values = new { Keys = Dialect.ListValue(person.Records.Concat(person.Accounts.Select(account => $"{account.Provider}/{account.Subject}"))), Nobody = "—" };
        await database.ChangeInLotsAsync("UPDATE SupportCases SET HandlerKey = NULL, HandlerName = NULL", "SupportCases", "Number", $"HandlerKey IN {database.List("@Keys")}", values, cancellation);
        await database.ChangeInLotsAsync("UPDATE CaseEntries SET ByKey = @Nobody, ByName = @Nobody", "CaseEntries", "Number", $"ByKey IN {database.List("@Keys")}", values, cancellation);
        return true;
    }
}
