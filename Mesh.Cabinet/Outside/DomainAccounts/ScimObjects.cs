namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The objects of a SCIM directory: finds ours, and makes them equal to what they should be as far as the directory takes it.</summary>
internal sealed partial class ScimObjects(ScimClient scim, ScimSchemas schemas, ScimGroups groups, ILogger<ScimObjects> logger)
{
    /// <summary>By our id, whatever the name; if nothing bears it, by the name.</summary>
    public async Task<ScimPlace> LocateAsync(Guid id, string login, CancellationToken cancellation)
    {
        switch (await OfIdAsync(id, cancellation))
        {
            case [var ours]:
                return new ScimPlace.Ours(ours);
            case { Count: > 1 } several:
                return new ScimPlace.Twice(several);
        }

        var named = await scim.ListAsync("Users?", $"userName eq {ScimClient.Quoted(login)}", cancellation) ?? throw new ScimAwayException("it finds no users by userName");
        if (named.Count == 0)
            return new ScimPlace.Nobody();
        // A filter that selects others is none.
        var found = named.Select(user => new ScimResource(user)).FirstOrDefault(user => user.IsNamed(login)) ?? throw new ScimAwayException("a filter that selects others");
        return found.ExternalId == id ? new ScimPlace.Ours(found) : new ScimPlace.Alien(found);
    }

    public async Task<IReadOnlyList<string>> NetworksAsync(ScimResource user, CancellationToken cancellation) =>
        groups.AreUsed ? await groups.OfAsync(user, cancellation) : user.EntitledNetworks;

    /// <returns>Null where the directory keeps no such mark, or shows it to nobody.</returns>
    public async Task<bool?> IsMarkedTeacherAsync(ScimResource user, CancellationToken cancellation) =>
        await schemas.KnownAsync(scim, cancellation) is var known && known.Has(ScimResource.TypeAttribute) && known.Shows(ScimResource.TypeAttribute)
            ? string.Equals(user.TextAt(ScimResource.TypeAttribute), nameof(DomainAccountKind.Teacher), StringComparison.OrdinalIgnoreCase)
            : null;

    /// <summary>Switching off goes first and alone, so that nothing else that is refused holds it up; switching on goes last.</summary>
    public async Task<ScimKept> KeepAsync(ScimResource found, DomainAccount account, CancellationToken cancellation)
    {
        var change = account.SwitchOf(found.IsActive);
        var missed = new List<string>();
        if (change is AccountSwitch.Off)
            missed.AddRange(await ApplyAsync(found, [ScimChange.Active(false)], cancellation));

        var known = await schemas.KnownAsync(scim, cancellation);
        var isWifiUnknown = !groups.AreUsed && account.Networks.Count > 0 && !known.Has("entitlements");
        var wanted = ScimChange.Between(found, account, entitles: !groups.AreUsed).Where(some => known.Has(some.Path)).ToList();
        missed.AddRange(await ApplyAsync(found, wanted, cancellation));
        if (groups.AreUsed)
            missed.AddRange(await groups.KeepAsync(found, account.Networks, cancellation));
        if (change is AccountSwitch.On)
            missed.AddRange(await ApplyAsync(found, [ScimChange.Active(true)], cancellation));

        if (isWifiUnknown)
            LogNoEntitlements(account.Id);
        if (missed.Count > 0)
            LogNotTaken(account.Id, string.Join(", ", missed));
        return new ScimKept(account.Held(found.UserName ?? account.Login, found.IsActive), missed, isWifiUnknown);
    }

    /// <summary>All changes in one, and one by one where the directory refuses them together: what it takes is not held up by what it does not.</summary>
    /// <returns>The paths that it did not take, by its answer or by what it shows afterwards (E48).</returns>
    public async Task<IReadOnlyList<string>> ApplyAsync(ScimResource found, IReadOnlyList<ScimChange> changes, CancellationToken cancellation)
    {
        if (changes.Count == 0)
            return [];

        var (answer, shown) = await scim.PatchAsync(found, changes, cancellation);
        if (answer.IsSuccess)
            return await MissedAsync(found, changes, shown, cancellation);
        if (changes.Count == 1)
            return [changes[0].Path];

        var missed = new List<string>();
        foreach (var change in changes)
            missed.AddRange(await ApplyAsync(found, [change], cancellation));
        return missed;
    }

    private async Task<IReadOnlyList<string>> MissedAsync(ScimResource found, IReadOnlyList<ScimChange> changes, ScimResource? shown, CancellationToken cancellation)
    {
        if (changes.All(change => change.Path == "password") || (shown is not null && changes.All(change => change.IsTaken(shown))))
            return [];
        // An answer may show a part only.
        shown = await scim.ReadAsync(found, cancellation);
        var known = await schemas.KnownAsync(scim, cancellation);
        return [.. changes.Where(change => !change.IsTaken(shown) && known.Shows(change.Path)).Select(change => change.Path)];
    }

    private async Task<IReadOnlyList<ScimResource>> OfIdAsync(Guid id, CancellationToken cancellation)
    {
        if (!schemas.FiltersIds)
            return [];
        var found = await scim.ListAsync("Users?", $"externalId eq {ScimClient.Quoted(id.ToString())}", cancellation);
        schemas.FiltersIds = found is not null;
        return [.. (found ?? []).Select(user => new ScimResource(user)).Where(user => user.ExternalId == id)];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory did not take of the account {Account}: {Attributes}")]
    private partial void LogNotTaken(Guid account, string attributes);

    [LoggerMessage(Level = LogLevel.Error, Message = "The directory knows no entitlements, so the account {Account} has no Wi-Fi: DomainAccounts:Scim:Wifi can be Groups")]
    private partial void LogNoEntitlements(Guid account);
}

/// <summary>What became of an object.</summary>
/// <param name="Missed">What the directory did not take.</param>
internal sealed record ScimKept(HeldAccount Held, IReadOnlyList<string> Missed, bool IsWifiUnknown)
{
    public bool IsWhole => Missed.Count == 0 && !IsWifiUnknown;
}

/// <summary>What stands where an account should.</summary>
internal abstract record ScimPlace
{
    private ScimPlace()
    {
    }

    public sealed record Ours(ScimResource User) : ScimPlace;

    public sealed record Twice(IReadOnlyList<ScimResource> Users) : ScimPlace;

    public sealed record Alien(ScimResource User) : ScimPlace;

    public sealed record Nobody : ScimPlace;
}
