using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Logins;
using Mesh.Cabinet.SchoolRecords;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Activation;

/// <summary>What the МЭШ login of somebody who has no mos.ru account yet should be, so that activation needs no more than a password.</summary>
public interface IFutureLogins
{
    Task<FutureLogin> ForAsync(PersonRecord person, CancellationToken cancellation);

    /// <summary>Whether nobody else holds the login or has it in the journal (E30).</summary>
    Task<bool> IsFreeAsync(string login, string personId, CancellationToken cancellation);

    /// <summary>Whether the person's МЭШ account works.</summary>
    Task<bool> IsActiveAsync(string personId, CancellationToken cancellation);
}

/// <summary>A login to come.</summary>
/// <param name="Login">Free as far as the school knows.</param>
/// <param name="Wanted">What its numbered forms follow from.</param>
/// <param name="IsFixed">A legal ЭЖД login: with any other at mos.ru support would have to decide (R25).</param>
public sealed record FutureLogin(string Login, string Wanted, bool IsFixed);

/// <inheritdoc cref="IFutureLogins"/>
internal sealed class FutureLogins(ActivationQuery query, ActivationStore store, ISupportCases cases, IOptions<ActivationOptions> options) : IFutureLogins
{
    public async Task<FutureLogin> ForAsync(PersonRecord person, CancellationToken cancellation)
    {
        var decided = await cases.DecidedLoginAsync(person.Id, cancellation);
        // The mos.ru login is ours to choose: it agrees with the journal's.
        var choice = LoginChoice.Of(person.Username, person.Username, decided, person.Name, options.Value.Replacement);
        if (choice is not LoginChoice.Wanted wanted)
            throw new InvalidOperationException("A login that agrees with itself differs.");
        return wanted.Origin is LoginOrigin.Journal && LoginRules.IsLegal(wanted.Source)
            ? new FutureLogin(wanted.Source, wanted.Source, IsFixed: true)
            : new FutureLogin(await query.FirstFreeAsync(wanted.Base, person.Id, cancellation), wanted.Base, IsFixed: false);
    }

    public Task<bool> IsFreeAsync(string login, string personId, CancellationToken cancellation) => query.IsFreeAsync(login, personId, cancellation);

    public async Task<bool> IsActiveAsync(string personId, CancellationToken cancellation) =>
        await store.FindAsync(personId, cancellation) is { CompletedAt: not null };
}
