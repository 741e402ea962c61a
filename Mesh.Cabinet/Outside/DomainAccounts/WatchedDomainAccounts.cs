namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The directory, with a watch on how long it takes and what it answers.</summary>
internal sealed class WatchedDomainAccounts(IDomainAccounts directory, OutsideMetrics metrics) : IDomainAccounts
{
    public Task<CreateOutcome> CreateAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
        metrics.DirectoryAsync("create", () => directory.CreateAsync(account, password, cancellation));

    public Task<KeepOutcome> KeepAsync(DomainAccount account, CancellationToken cancellation) =>
        metrics.DirectoryAsync("keep", () => directory.KeepAsync(account, cancellation));

    public Task<SetPasswordOutcome> SetPasswordAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
        metrics.DirectoryAsync("set_password", () => directory.SetPasswordAsync(account, password, cancellation));

    public Task<FindOutcome> FindAsync(Guid id, string login, CancellationToken cancellation) =>
        metrics.DirectoryAsync("find", () => directory.FindAsync(id, login, cancellation));

    public Task<RemoveOutcome> RemoveAsync(Guid id, string login, CancellationToken cancellation) =>
        metrics.DirectoryAsync("remove", () => directory.RemoveAsync(id, login, cancellation));
}
