using System.Net;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>
/// Looks at the directory once at start, without holding it up: what it does not know shows before the first person does. Whether it
/// keeps our id is tried on an account of its own that is off, opens nothing and is taken away again.
/// </summary>
internal sealed partial class ScimStartCheck(
    ScimClient scim, ScimSchemas schemas, ScimGroups groups, ScimCreation creation, IOptions<DomainAccountsOptions> options, ILogger<ScimStartCheck> logger) : BackgroundService
{
    /// <summary>The name of the account that is made for the look.</summary>
    public const string TrialLogin = "mesh-cabinet-check";

    private const int Tries = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly Guid TrialId = new("6d657368-0000-4000-8000-636865636b00");
    private static readonly string[] Written = ["active", "name.familyName", "name.givenName", "name.middleName", "displayName", "userType", "emails"];

    /// <summary>Whether the directory answers, takes us for whom we are, and keeps all that is written; null if it is away.</summary>
    public async Task<bool?> IsRightAsync(CancellationToken cancellation)
    {
        try
        {
            var missing = await MissingAsync(cancellation);
            foreach (var what in missing)
                LogMissing(what);
            if (missing.Count == 0)
                LogRight();
            return missing.Count == 0;
        }
        catch (Exception failure) when (failure is ScimAwayException or ScimGoneException or HttpRequestException or System.Text.Json.JsonException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogAway(failure is ScimAwayException ? failure.Message : failure.GetType().Name);
            return null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var tries = 1; await IsRightAsync(stoppingToken) is null && tries < Tries; tries++)
            await Task.Delay(Pause, stoppingToken);
    }

    private async Task<List<string>> MissingAsync(CancellationToken cancellation)
    {
        var known = await schemas.KnownAsync(scim, cancellation);
        List<string> missing = [.. Written.Where(path => !known.Has(path))];
        if (groups.AreUsed)
        {
            foreach (var group in options.Value.Scim.Groups)
            {
                if (await groups.FindAsync(group, cancellation) is null)
                    missing.Add($"the group {group.Name} (DomainAccounts:Scim:Groups)");
            }
        }
        else if (!known.Has("entitlements"))
        {
            missing.Add("entitlements (DomainAccounts:Scim:Wifi can be Groups)");
        }

        if (await KeepsIdAsync(cancellation) is false)
            missing.Add("externalId: no account could be known again");
        return missing;
    }

    private async Task<bool?> KeepsIdAsync(CancellationToken cancellation)
    {
        var trial = new DomainAccount(TrialId, TrialLogin, new AccountHolder("", "", null, ""), DomainAccountKind.Student, null, [], "");
        var answer = await scim.SendAsync(HttpMethod.Post, "Users", ScimCreation.Bare(trial, ScimCreation.OtherPassword(), isActive: false), cancellation);
        if (answer.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
            throw new ScimAwayException("it makes no users");
        if (answer.IsSuccess)
        {
            var made = new ScimResource(answer.Body);
            if (made.Id is null)
                throw new ScimAwayException("an answer about something else");
            var keeps = (await scim.ReadAsync(made, cancellation)).ExternalId == TrialId;
            await creation.RemoveAsync(made, cancellation);
            return keeps;
        }

        // From an earlier look, or another node's at this moment.
        var named = await scim.ListAsync("Users?", $"userName eq {ScimClient.Quoted(TrialLogin)}", cancellation) ?? [];
        var found = named.Select(user => new ScimResource(user)).FirstOrDefault(user => user.IsNamed(TrialLogin));
        return found is null ? null : found.ExternalId == TrialId;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The directory does not know {What}")]
    private partial void LogMissing(string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory could not be looked at: {Failure}")]
    private partial void LogAway(string failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "The directory is there, and keeps all that is written into it")]
    private partial void LogRight();
}
