namespace Mesh.Cabinet.MyServices.Switches;

/// <inheritdoc cref="IServiceSwitching"/>
internal sealed class ServiceSwitching(ServiceSwitchStore store, SwitchBook book, IServiceCatalogue catalogue) : IServiceSwitching
{
    public Task<IReadOnlyList<ServiceSwitch>> ListAsync(SwitchScope scope, string schoolId, CancellationToken cancellation) => store.ListAsync(scope, schoolId, cancellation);

    public Task<IReadOnlyList<ServiceSwitch>> OffAsync(SwitchScope scope, CancellationToken cancellation) => store.OffAsync(scope, cancellation);

    public async Task<SwitchOutcome> SwitchOffAsync(SwitchScope scope, ServiceSwitch off, CancellationToken cancellation)
    {
        if (catalogue.Find(off.ServiceKey) is not { } entry || (off.Role is { } role && !entry.IsFor(role)))
            return new SwitchOutcome.NotThere();
        var outcome = await store.SwitchOffAsync(scope, off, cancellation);
        book.Forget();
        return outcome;
    }

    public async Task<SwitchOutcome> SwitchOnAsync(SwitchScope scope, Guid id, string by, string why, CancellationToken cancellation)
    {
        var outcome = await store.SwitchOnAsync(scope, id, by, why, cancellation);
        book.Forget();
        return outcome;
    }
}
