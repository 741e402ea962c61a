using System.Text.Json;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The directory over SCIM 2.0 (RFC 7643, RFC 7644). The password is an attribute of the create (RFC 7643 §4.1.1).</summary>
internal sealed partial class ScimAccounts(ScimClient scim, ScimObjects objects, ScimCreation creation, ILogger<ScimAccounts> logger) : IDomainAccounts
{
    private const int MaxLoginLength = 20;
    private const int MostLooks = 3;

    public Task<CreateOutcome> CreateAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
        TryAsync(async () =>
        {
            // A directory over SCIM leads to Windows too, which takes no longer name.
            if (account.Login.Length > MaxLoginLength)
                return new CreateOutcome.Refused();

            for (var look = 0; look < MostLooks; look++)
            {
                switch (await objects.LocateAsync(account.Id, account.Login, cancellation))
                {
                    case ScimPlace.Ours ours:
                        return await AdoptAsync(ours.User, account, password, cancellation);
                    case ScimPlace.Twice:
                        return new CreateOutcome.Twice();
                    case ScimPlace.Alien:
                        return new CreateOutcome.NameTaken();
                }

                if (await creation.RunAsync(account, password, cancellation) is { } made)
                    return made;
            }

            return new CreateOutcome.Unavailable();
        }, new CreateOutcome.Unavailable(), new CreateOutcome.Unavailable(), cancellation);

    public Task<KeepOutcome> KeepAsync(DomainAccount account, CancellationToken cancellation) =>
        TryAsync<KeepOutcome>(async () =>
        {
            switch (await objects.LocateAsync(account.Id, account.Login, cancellation))
            {
                case ScimPlace.Ours ours:
                    var kept = await objects.KeepAsync(ours.User, account, cancellation);
                    return kept.IsWhole ? new KeepOutcome.Kept(kept.Held) : new KeepOutcome.Refused(kept.Held, IsOfAll: kept.Missed.Count == 0);
                case ScimPlace.Twice several:
                    foreach (var one in several.Users.Where(user => account.SwitchOf(user.IsActive) is AccountSwitch.Off))
                        await objects.ApplyAsync(one, [ScimChange.Active(false)], cancellation);
                    return new KeepOutcome.Twice();
                default:
                    return new KeepOutcome.Missing();
            }
        }, new KeepOutcome.Missing(), new KeepOutcome.Unavailable(), cancellation);

    public Task<SetPasswordOutcome> SetPasswordAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
        TryAsync(async () => await objects.LocateAsync(account.Id, account.Login, cancellation) switch
        {
            ScimPlace.Ours ours => await SetPasswordAsync(ours.User, password, cancellation),
            ScimPlace.Twice => new SetPasswordOutcome.NotAllowed(),
            _ => new SetPasswordOutcome.Missing(),
        }, new SetPasswordOutcome.Missing(), new SetPasswordOutcome.Unavailable(), cancellation);

    public Task<FindOutcome> FindAsync(Guid id, string login, CancellationToken cancellation) =>
        TryAsync<FindOutcome>(async () => await objects.LocateAsync(id, login, cancellation) switch
        {
            ScimPlace.Ours ours => ours.User.Read(await objects.NetworksAsync(ours.User, cancellation)) with { IsMarkedTeacher = await objects.IsMarkedTeacherAsync(ours.User, cancellation) },
            ScimPlace.Alien alien => alien.User.Read(await objects.NetworksAsync(alien.User, cancellation)),
            ScimPlace.Twice several => new FindOutcome.Twice(several.Users.Any(user => user.IsActive)),
            _ => new FindOutcome.Missing(),
        }, new FindOutcome.Missing(), new FindOutcome.Unavailable(), cancellation);

    public Task<RemoveOutcome> RemoveAsync(Guid id, string login, CancellationToken cancellation) =>
        TryAsync<RemoveOutcome>(async () => await objects.LocateAsync(id, login, cancellation) switch
        {
            ScimPlace.Ours ours => await RemoveAsync([ours.User], cancellation),
            ScimPlace.Twice several => await RemoveAsync(several.Users, cancellation),
            _ => new RemoveOutcome.Removed(),
        }, new RemoveOutcome.Removed(), new RemoveOutcome.Unavailable(), cancellation);

    // RFC 7644 §3.6.
    private async Task<RemoveOutcome> RemoveAsync(IReadOnlyList<ScimResource> users, CancellationToken cancellation)
    {
        foreach (var user in users)
        {
            var answer = await scim.SendAsync(HttpMethod.Delete, user.Path, null, cancellation);
            if (!answer.IsSuccess && answer.Status is not System.Net.HttpStatusCode.NotFound)
                return new RemoveOutcome.Refused();
        }

        return new RemoveOutcome.Removed();
    }

    // Ours from an earlier try whose answer was lost, or a former account that comes back (E36).
    private async Task<CreateOutcome> AdoptAsync(ScimResource found, DomainAccount account, TypedPassword password, CancellationToken cancellation)
    {
        switch (await SetPasswordAsync(found, password, cancellation))
        {
            case SetPasswordOutcome.Accepted:
                var kept = await objects.KeepAsync(found, account, cancellation);
                return kept.Missed.Contains("active") ? new CreateOutcome.Refused() : new CreateOutcome.Created(kept.Held, kept.IsWhole);
            case SetPasswordOutcome.Refused:
                return new CreateOutcome.PasswordRefused();
            default:
                return new CreateOutcome.Refused();
        }
    }

    // Nothing but the password is sent: whatever is refused is the password, in whichever words.
    private async Task<SetPasswordOutcome> SetPasswordAsync(ScimResource found, TypedPassword password, CancellationToken cancellation)
    {
        var (answer, _) = await scim.PatchAsync(found, [ScimChange.Password(password)], cancellation);
        return (int)answer.Status switch
        {
            < 300 => new SetPasswordOutcome.Accepted(),
            400 or 409 or 422 => new SetPasswordOutcome.Refused(),
            _ => new SetPasswordOutcome.NotAllowed(),
        };
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> work, T gone, T away, CancellationToken cancellation)
    {
        try
        {
            return await work();
        }
        catch (ScimGoneException)
        {
            return gone;
        }
        catch (ScimAwayException strange)
        {
            LogAway(strange.Message);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or InvalidOperationException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogAway(failure.GetType().Name);
        }

        return away;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory is away: {Failure}")]
    private partial void LogAway(string failure);
}
