using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>Wi-Fi networks as groups that a directory keeps (RFC 7643 §4.2). Only these groups are touched.</summary>
internal sealed class ScimGroups(ScimClient scim, IOptions<DomainAccountsOptions> options)
{
    private const string Where = "Groups?excludedAttributes=members&";
    private readonly ScimOptions settings = options.Value.Scim;

    public bool AreUsed => settings.Wifi == ScimOptions.ByGroups;

    /// <summary>The networks whose groups hold the user.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(ScimResource user, CancellationToken cancellation)
    {
        var networks = new List<string>();
        foreach (var group in settings.Groups)
        {
            if (await FindAsync(group, cancellation) is { } id && await HoldsAsync(id, user, cancellation) is true)
                networks.Add(group.Network);
        }

        return networks;
    }

    /// <summary>Lets the user into the groups of these networks and out of the others.</summary>
    /// <returns>The networks for which the directory did not do so.</returns>
    public async Task<IReadOnlyList<string>> KeepAsync(ScimResource user, IReadOnlyList<string> networks, CancellationToken cancellation)
    {
        var missed = new List<string>();
        foreach (var group in settings.Groups)
        {
            var isWanted = networks.Contains(group.Network);
            if (await FindAsync(group, cancellation) is not { } id)
            {
                if (isWanted)
                    missed.Add(group.Network);
                continue;
            }

            if (await HoldsAsync(id, user, cancellation) == isWanted)
                continue;
            var answer = await scim.SendAsync(HttpMethod.Patch, $"Groups/{Uri.EscapeDataString(id)}", Change(user.Id!, isWanted), cancellation);
            // Nobody to let out is no fault.
            var isDone = answer.IsSuccess || (!isWanted && string.Equals(answer.ScimType, "noTarget", StringComparison.OrdinalIgnoreCase));
            if (!isDone || await HoldsAsync(id, await scim.ReadAsync(user, cancellation), cancellation) == !isWanted)
                missed.Add(group.Network);
        }

        return missed;
    }

    /// <summary>The group's id; null if the directory has none of this name.</summary>
    public async Task<string?> FindAsync(ScimGroup group, CancellationToken cancellation) =>
        (await scim.ListAsync(Where, $"displayName eq {ScimClient.Quoted(group.Name)}", cancellation) ?? [])
            .Where(found => string.Equals(ScimJson.TextOf(found, "displayName"), group.Name, StringComparison.OrdinalIgnoreCase))
            .Select(found => ScimJson.TextOf(found, "id")).FirstOrDefault();

    // Shown with the user, or asked of the group; null where the directory tells neither way.
    private async Task<bool?> HoldsAsync(string group, ScimResource user, CancellationToken cancellation)
    {
        if (user.Groups is { } shown)
            return shown.Contains(group);
        var found = await scim.ListAsync(Where, $"id eq {ScimClient.Quoted(group)} and members.value eq {ScimClient.Quoted(user.Id!)}", cancellation);
        return found?.Any(some => ScimJson.TextOf(some, "id") == group);
    }

    private static JsonObject Change(string user, bool isWanted) => new()
    {
        ["schemas"] = new JsonArray(ScimChange.Schema),
        ["Operations"] = new JsonArray(isWanted
            ? new JsonObject { ["op"] = "add", ["path"] = "members", ["value"] = new JsonArray(new JsonObject { ["value"] = user }) }
            : new JsonObject { ["op"] = "remove", ["path"] = $"members[value eq {ScimClient.Quoted(user)}]" }),
    };
}
