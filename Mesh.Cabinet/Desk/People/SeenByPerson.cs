using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Desk.People;

/// <summary>What somebody sees after the sign-in.</summary>
public sealed record SeenView(CityProfile Profile, Access Access)
{
    /// <summary>For components that show what is somebody's own. It is none that could open anything.</summary>
    public Session AsSession() => new(Guid.Empty, Profile, default);
}

/// <summary>«Как видит человек»: by the same rules, from what mos.ru said at the last sign-in. On record first, and the person reads of it in the own history.</summary>
internal sealed class SeenByPerson(PeopleSearch people, IDeskCases cases, ITies ties, ISessions sessions, IAccessView access, NumbersStore looks)
{
    /// <returns>Null where there is nobody within the operator's schools, or nobody has come of late.</returns>
    public async Task<SeenView?> OfPersonAsync(CaseOperator by, string personId, CancellationToken cancellation) =>
        await people.FindOneAsync(by, personId, cancellation) is not null
        && await ties.FindAccountAsync(personId, cancellation) is { } account
        && await sessions.LastProfileAsync(account.Provider, account.Subject, cancellation) is { } profile
            ? await ViewAsync(by, profile, personId, cancellation)
            : null;

    /// <returns>Null where there is no such case of the operator's, or it keeps no longer what mos.ru said.</returns>
    public async Task<SeenView?> OfCaseAsync(CaseOperator by, long number, CancellationToken cancellation) =>
        await cases.FindAsync(by, number, cancellation) is { } open && access.ProfileOf(open) is { } profile
            ? await ViewAsync(by, profile, open.PersonId, cancellation)
            : null;

    private async Task<SeenView> ViewAsync(CaseOperator by, CityProfile profile, string? personId, CancellationToken cancellation)
    {
        await looks.SawAsync(by, profile.Provider, profile.Subject, personId, cancellation);
        return new SeenView(profile, await access.EvaluateAsync(profile, cancellation));
    }
}
