using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Activation;

/// <summary>The account as the directory holds it at this moment, for the page that tells a person which name works (E43, E56).</summary>
public interface IAccountLook
{
    Task<IssuedAccount> SeeAsync(string personId, IssuedAccount account, CancellationToken cancellation);
}

/// <inheritdoc cref="IAccountLook"/>
internal sealed class AccountLook(ActivationStore store, KeepingStore keeping, IDomainAccounts directory) : IAccountLook
{
    /// <summary>A directory that takes longer is not waited for: the page shows what is remembered.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<IssuedAccount> SeeAsync(string personId, IssuedAccount account, CancellationToken cancellation)
    {
        if (await store.FindAsync(personId, cancellation) is not { CompletedAt: not null } row
            || await FindAsync(row, cancellation) is not FindOutcome.Found found || found.Id != row.Id)
            return account;

        var isRenamed = !string.Equals(found.Login, row.Login, StringComparison.OrdinalIgnoreCase);
        var isHeldOff = !found.IsEnabled && row.LeftEnabled is true;
        // The keeper remembers it and tells the school.
        if ((isRenamed ? found.Login : null) != row.DirectoryLogin || isHeldOff != (row.HeldOffAt is not null))
            await keeping.MarkDueAsync([personId], cancellation);
        return account with
        {
            Login = isRenamed ? found.Login : row.Login,
            RenamedFrom = isRenamed ? row.Login : null,
            IsHeldOff = isHeldOff,
            TeamsAddress = isRenamed && account.TeamsAddress is not null ? found.TeamsAddress ?? account.TeamsAddress : account.TeamsAddress,
        };
    }

    private async Task<FindOutcome?> FindAsync(ActivationRow row, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return await directory.FindAsync(row.Id, row.Login, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
