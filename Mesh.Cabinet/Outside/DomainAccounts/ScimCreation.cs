using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>
/// Makes an account. A directory says in its own language why it refuses one, so the reason is told by what was sent: once more without
/// all that is not needed, then with another password.
/// </summary>
internal sealed partial class ScimCreation(ScimClient scim, ScimSchemas schemas, ScimObjects objects, ScimGroups groups, ILogger<ScimCreation> logger)
{
    /// <returns>Null if somebody made an object of this name or id in the same moment.</returns>
    public async Task<CreateOutcome?> RunAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation)
    {
        var known = await schemas.KnownAsync(scim, cancellation);
        var whole = await PostAsync(Whole(account, password, known), cancellation);
        if (whole.IsSuccess)
            return await MadeAsync(whole, account, cancellation);
        if (await IsHeldAsync(account, cancellation))
            return null;

        var bare = await PostAsync(Bare(account, password.Reveal(), isActive: true), cancellation);
        if (bare.IsSuccess)
            return await MadeAsync(bare, account, cancellation);
        if (await IsHeldAsync(account, cancellation))
            return null;

        var other = await PostAsync(Bare(account, OtherPassword(), isActive: false), cancellation);
        if (!other.IsSuccess)
            return new CreateOutcome.Refused();
        await RemoveAsync(new ScimResource(other.Body), cancellation);
        return new CreateOutcome.PasswordRefused();
    }

    /// <summary>Takes away what was just made; where the directory deletes nothing, it is at least off.</summary>
    public async Task RemoveAsync(ScimResource made, CancellationToken cancellation)
    {
        if (made.Id is not null && !(await scim.SendAsync(HttpMethod.Delete, made.Path, null, cancellation)).IsSuccess)
            await objects.ApplyAsync(made, [ScimChange.Active(false)], cancellation);
    }

    /// <summary>Only what makes an account an account.</summary>
    public static JsonObject Bare(DomainAccount account, string password, bool isActive) => new()
    {
        ["schemas"] = new JsonArray(ScimResource.Schema),
        ["userName"] = account.Login,
        ["externalId"] = account.Id.ToString(),
        ["active"] = isActive,
        ["password"] = password,
    };

    /// <summary>One that every policy takes, and that nobody knows.</summary>
    public static string OtherPassword() => $"Aa1!{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 24)}";

    private async Task<ScimAnswer> PostAsync(JsonObject user, CancellationToken cancellation)
    {
        var answer = await scim.SendAsync(HttpMethod.Post, "Users", user, cancellation);
        return answer.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed ? throw new ScimAwayException("it makes no users") : answer;
    }

    private async Task<bool> IsHeldAsync(DomainAccount account, CancellationToken cancellation) =>
        await objects.LocateAsync(account.Id, account.Login, cancellation) is not ScimPlace.Nobody;

    private async Task<CreateOutcome> MadeAsync(ScimAnswer answer, DomainAccount account, CancellationToken cancellation)
    {
        var made = new ScimResource(answer.Body);
        if (made.Id is null)
            throw new ScimAwayException("an answer about something else");
        if (made.ExternalId != account.Id && !await BearsIdAsync(made, account, cancellation))
        {
            LogIdDropped(account.Id);
            await RemoveAsync(made, cancellation);
            return new CreateOutcome.Refused();
        }

        var shown = made.UserName is null ? await scim.ReadAsync(made, cancellation) : made;
        // What was just made and is not on was never an administrator's.
        var kept = await objects.KeepAsync(shown, account with { WasLeftEnabled = null }, cancellation);
        return kept.Missed.Contains("active") ? new CreateOutcome.Refused() : new CreateOutcome.Created(kept.Held, kept.IsWhole);
    }

    // An answer may show a part only, and some directories take the id by a change alone.
    private async Task<bool> BearsIdAsync(ScimResource made, DomainAccount account, CancellationToken cancellation) =>
        (await scim.ReadAsync(made, cancellation)).ExternalId == account.Id
        || ((await objects.ApplyAsync(made, [ScimChange.ExternalId(account.Id)], cancellation)).Count == 0
            && (await scim.ReadAsync(made, cancellation)).ExternalId == account.Id);

    private JsonObject Whole(DomainAccount account, TypedPassword password, ScimKnown known)
    {
        var user = Bare(account, password.Reveal(), isActive: true);
        var holder = account.Holder;
        var name = new JsonObject();
        foreach (var (part, value) in new[] { ("familyName", holder.FamilyName), ("givenName", holder.GivenName), ("middleName", holder.MiddleName) })
        {
            if (!string.IsNullOrEmpty(value) && known.Has($"name.{part}"))
                name[part] = value;
        }

        Put("name", name.Count == 0 ? null : name);
        Put("displayName", holder.DisplayName);
        Put("userType", account.Kind.ToString());
        Put("emails", account.TeamsAddress is null ? null : ScimChange.Email(account.TeamsAddress));
        if (!groups.AreUsed && account.Networks.Count > 0)
            Put("entitlements", new JsonArray([.. account.Networks.Select(ScimChange.Right)]));
        return user;

        void Put(string attribute, JsonNode? value)
        {
            if (value is not null && known.Has(attribute))
                user[attribute] = value;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The directory does not keep externalId, so the account {Account} could not be known again: it was taken away")]
    private partial void LogIdDropped(Guid account);
}
