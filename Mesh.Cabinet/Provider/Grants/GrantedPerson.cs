using System.Security.Claims;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Provider.Grants;

/// <summary>Who stands behind a grant, as records and rules say it now, and not as they did when it was given.</summary>
/// <param name="Session">Null where the service goes on without one.</param>
internal sealed record Granted(Session? Session, PersonRecord Person, Access Access);

/// <summary>Finds who stands behind a grant.</summary>
internal sealed class GrantedPerson(ISessions sessions, IAccessCheck accessCheck, IAccessView view, ITies ties, ISchoolRecords records)
{
    /// <returns>Null if nobody does any more.</returns>
    public async Task<Granted?> FindAsync(ServiceGrant grant, CancellationToken cancellation)
    {
        if (!grant.Stands)
            return null;
        if (await sessions.FindAsync(In(grant.SessionId), cancellation) is { } session)
        {
            // What a service does for its person is a deed of theirs (D25).
            await sessions.UsedAsync(session, cancellation);
            return await accessCheck.CheckAsync(session, cancellation) is { Person: { } person } access ? new Granted(session, person, access) : null;
        }

        return grant.IsOffline ? await OfRecordAsync(grant, cancellation) : null;
    }

    // Without a session nobody says anew who this is: the tie does, and what counts is what the school holds.
    private async Task<Granted?> OfRecordAsync(ServiceGrant grant, CancellationToken cancellation)
    {
        if (await ties.FindAsync(grant.Provider, grant.Subject, cancellation) is not { } id || await records.FindAsync(id, cancellation) is not { } record)
            return null;

        var profile = await sessions.LastProfileAsync(grant.Provider, grant.Subject, cancellation) ?? new CityProfile
        {
            Provider = grant.Provider,
            Subject = grant.Subject,
            FamilyName = record.Name.Family,
            GivenName = record.Name.Given,
            MiddleName = record.Name.Middle,
            Snils = record.Snils?.Digits,
            Phone = record.Phones.Select(phone => phone.E164).FirstOrDefault(),
            Email = record.Emails.Select(email => email.Folded).FirstOrDefault(),
        };
        return await view.EvaluateAsync(profile, cancellation) is { Person: { } person } access ? new Granted(null, person, access) : null;
    }

    private static ClaimsPrincipal In(Guid session) => new(new ClaimsIdentity([new Claim(Session.IdClaim, $"{session}")]));
}
