namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>The check of a password, with a watch on how long it takes and what comes of it.</summary>
internal sealed class WatchedPasswordCheck(IPasswordCheck check, OutsideMetrics metrics) : IPasswordCheck
{
    public Task<PasswordCheckOutcome> CheckAsync(CityProfile profile, TypedPassword password, CancellationToken cancellation) =>
        metrics.MosRuAsync("check_password", () => check.CheckAsync(profile, password, cancellation));
}

/// <summary>Children's accounts at mos.ru, with the same watch.</summary>
internal sealed class WatchedSimplifiedAccounts(ISimplifiedAccounts accounts, OutsideMetrics metrics) : ISimplifiedAccounts
{
    public Task<FindChildOutcome> FindAsync(ChildIdentity child, CancellationToken cancellation) =>
        metrics.MosRuAsync("find_child", () => accounts.FindAsync(child, cancellation));

    public Task<CreateChildOutcome> CreateAsync(Guid request, ChildIdentity child, string login, TypedPassword password, CancellationToken cancellation) =>
        metrics.MosRuAsync("create_child", () => accounts.CreateAsync(request, child, login, password, cancellation));

    public Task<ChildPasswordOutcome> SetPasswordAsync(string subject, TypedPassword password, CancellationToken cancellation) =>
        metrics.MosRuAsync("set_child_password", () => accounts.SetPasswordAsync(subject, password, cancellation));
}
