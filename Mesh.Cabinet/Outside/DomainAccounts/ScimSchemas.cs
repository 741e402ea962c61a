using System.Text.Json;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>What a directory says of itself at <c>/Schemas</c> (RFC 7643 §7), looked at now and then.</summary>
internal sealed class ScimSchemas(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private Look? last;

    /// <summary>Whether it finds objects by our id; until it refuses to, it does.</summary>
    public bool FiltersIds { get; set; } = true;

    /// <summary>The attributes of a user. A directory that does not tell is believed to know all.</summary>
    public async Task<ScimKnown> KnownAsync(ScimClient scim, CancellationToken cancellation)
    {
        if (last is { } seen && time.GetUtcNow() - seen.At < Kept)
            return seen.Known;

        var answer = await scim.SendAsync(HttpMethod.Get, "Schemas", null, cancellation);
        var known = new ScimKnown(answer.IsSuccess ? Attributes(answer.Body) : []);
        last = new Look(known, time.GetUtcNow());
        return known;
    }

    private sealed record Look(ScimKnown Known, DateTimeOffset At);

    private static Dictionary<string, string> Attributes(JsonElement list)
    {
        var user = ScimJson.ListOf(list, "Resources").FirstOrDefault(schema => string.Equals(ScimJson.TextOf(schema, "id"), ScimResource.Schema, StringComparison.OrdinalIgnoreCase));
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in ScimJson.ListOf(user, "attributes"))
        {
            var name = ScimJson.TextOf(attribute, "name") ?? "";
            attributes[name] = ScimJson.TextOf(attribute, "returned") ?? "default";
            foreach (var part in ScimJson.ListOf(attribute, "subAttributes"))
                attributes[$"{name}.{ScimJson.TextOf(part, "name")}"] = ScimJson.TextOf(part, "returned") ?? "default";
        }

        return attributes;
    }
}

/// <summary>The attributes of a user that a directory knows, with when it returns them.</summary>
internal sealed class ScimKnown(IReadOnlyDictionary<string, string> attributes)
{
    public bool Has(string path)
    {
        var whole = path.Split('.')[0];
        // A schema may leave the parts of a complex attribute out.
        return attributes.Count == 0 || attributes.ContainsKey(path)
            || (whole != path && attributes.ContainsKey(whole) && !attributes.Keys.Any(key => key.StartsWith($"{whole}.", StringComparison.OrdinalIgnoreCase)));
    }

    public bool Shows(string path) =>
        Returned(path) is ("default" or "always") && Returned(path.Split('.')[0]) is ("default" or "always");

    private string Returned(string path) => attributes.GetValueOrDefault(path, "default");
}
