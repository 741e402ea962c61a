using System.Net;
using System.Text.Json;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The directory over SCIM 2.0 (RFC 7643, RFC 7644). The password is an attribute of the create (RFC 7643 §4.1.1).</summary>
internal sealed partial class ScimAccounts(ScimClient scim, ILogger<ScimAccounts> logger) : IDomainAccounts
{
    public Task<CreateOutcome> CreateAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
        TryAsync<CreateOutcome>(async () =>
        {
            using var response = await scim.SendAsync(HttpMethod.Post, "Users", ScimResource.Of(account, password), cancellation);
            return response.StatusCode switch
            {
                HttpStatusCode.Created => new CreateOutcome.Created(),
                HttpStatusCode.Conflict => await AdoptAsync(account, password, cancellation),
                HttpStatusCode.BadRequest when await ScimClient.SaysPasswordAsync(response, cancellation) => new CreateOutcome.PasswordRefused(),
                _ => throw new ScimAnswerException(response.StatusCode),
            };
        }, new CreateOutcome.Unavailable(), cancellation);

    public Task<KeepOutcome> KeepAsync(DomainAccount account, CancellationToken cancellation) =>
        TryAsync<KeepOutcome>(async () =>
        {
            if (await scim.FindAsync(account.Login, cancellation) is not { } found || found.ExternalId != account.Id)
                return new KeepOutcome.Missing();

            using var response = await scim.PatchAsync(found, ScimResource.Changes(account), cancellation);
            return response.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.NoContent => new KeepOutcome.Kept(),
                HttpStatusCode.NotFound => new KeepOutcome.Missing(),
                _ => throw new ScimAnswerException(response.StatusCode),
            };
        }, new KeepOutcome.Unavailable(), cancellation);

    public Task<SetPasswordOutcome> SetPasswordAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
        TryAsync(async () => await scim.FindAsync(account.Login, cancellation) is { } found && found.ExternalId == account.Id
            ? await SetPasswordAsync(found, password, cancellation)
            : new SetPasswordOutcome.Missing(), new SetPasswordOutcome.Unavailable(), cancellation);

    public Task<FindOutcome> FindAsync(string login, CancellationToken cancellation) =>
        TryAsync<FindOutcome>(
            async () => await scim.FindAsync(login, cancellation) is { } found ? found.Read() : new FindOutcome.Missing(),
            new FindOutcome.Unavailable(), cancellation);

    // The name is there already: ours from an earlier try whose answer was lost, or somebody else's (E36).
    private async Task<CreateOutcome> AdoptAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation)
    {
        // An answer that names no object says nothing about whose it is: to move on would leave a second account behind.
        if (await scim.FindAsync(account.Login, cancellation) is not { } found)
            return new CreateOutcome.Unavailable();
        if (found.ExternalId != account.Id)
            return new CreateOutcome.NameTaken();

        return await SetPasswordAsync(found, password, cancellation) switch
        {
            SetPasswordOutcome.Accepted => await KeepAsync(account, cancellation) is KeepOutcome.Kept ? new CreateOutcome.Created() : new CreateOutcome.Unavailable(),
            SetPasswordOutcome.Refused => new CreateOutcome.PasswordRefused(),
            _ => new CreateOutcome.Unavailable(),
        };
    }

    private async Task<SetPasswordOutcome> SetPasswordAsync(ScimResource found, TypedPassword password, CancellationToken cancellation)
    {
        using var response = await scim.PatchAsync(found, ScimResource.Change(password), cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.OK or HttpStatusCode.NoContent => new SetPasswordOutcome.Accepted(),
            HttpStatusCode.NotFound => new SetPasswordOutcome.Missing(),
            HttpStatusCode.BadRequest when await ScimClient.SaysPasswordAsync(response, cancellation) => new SetPasswordOutcome.Refused(),
            _ => throw new ScimAnswerException(response.StatusCode),
        };
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> work, T unavailable, CancellationToken cancellation)
    {
        try
        {
            return await work();
        }
        catch (ScimAnswerException strange)
        {
            LogStrangeAnswer((int)strange.Status);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or InvalidOperationException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogNoAnswer(failure.GetType().Name);
        }

        return unavailable;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory did not answer: {Failure}")]
    private partial void LogNoAnswer(string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory answered with status {Status}")]
    private partial void LogStrangeAnswer(int status);
}
