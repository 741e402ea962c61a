using Mesh.Cabinet.Desk;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>Finds the candidates of a person, lets the rules decide, and ties the account to its record.</summary>
public interface IAccessCheck
{
    Task<Access> CheckAsync(Session session, CancellationToken cancellation);
}

/// <inheritdoc cref="IAccessCheck"/>
internal sealed class AccessCheck(ISchoolRecords records, TieStore ties, ISupportCases cases, TimeProvider time) : IAccessCheck
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    public async Task<Access> CheckAsync(Session session, CancellationToken cancellation)
    {
        var profile = session.Profile;
        var tiedId = await ties.FindAsync(profile.Provider, profile.Subject, cancellation);
        var tied = tiedId is null ? null : await records.FindAsync(tiedId, cancellation);
        var candidates = tied is null ? await CandidatesAsync(profile, cancellation) : [];

        var access = AccessRules.Evaluate(profile, tied, candidates, Today());
        if (tied is null && access.Person is { } person && !await ties.TieAsync(person.Id, profile.Provider, profile.Subject, cancellation))
            access = TiedElsewhere(access);
        return await WithCasesAsync(access, profile, cancellation);
    }

    private DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Moscow).DateTime);

    private async Task<IReadOnlyList<PersonRecord>> CandidatesAsync(CityProfile profile, CancellationToken cancellation)
    {
        var read = new ReadProfile(profile);
        var found = new List<PersonRecord>(await records.FindCandidatesAsync(read.Name, read.Snils, read.Phone, read.Email, cancellation));
        if (read.Name is { } name && NameComparison.WithoutLatin(name) is { } mended)
            found.AddRange(await records.FindCandidatesAsync(mended, null, null, null, cancellation));
        if (profile is { IsSimplified: true, Login: { } login })
            found.AddRange(await records.FindByUsernameAsync(login.ToLowerInvariant(), cancellation));
        return [.. found.DistinctBy(record => record.Id)];
    }

    // The record is another account's: whatever it would have granted waits for support (D11).
    private static Access TiedElsewhere(Access access) => access with
    {
        Person = null,
        Granted = [],
        Withheld = [.. access.Granted.Select(granted => new WithheldRole(granted.Role, [new Obstacle.TiedElsewhere()])), .. access.Withheld],
    };

    private async Task<Access> WithCasesAsync(Access access, CityProfile profile, CancellationToken cancellation)
    {
        var withheld = new List<WithheldRole>();
        foreach (var role in access.Withheld)
            withheld.Add(role with { Obstacles = await Task.WhenAll(role.Obstacles.Select(obstacle => WithCaseAsync(obstacle, profile, cancellation))) });
        return access with { Withheld = withheld };
    }

    private async Task<Obstacle> WithCaseAsync(Obstacle obstacle, CityProfile profile, CancellationToken cancellation) => obstacle switch
    {
        Obstacle.SeveralRecords => new Obstacle.SeveralRecords(await OpenAsync(SupportCaseKind.SeveralRecords, profile, cancellation)),
        Obstacle.TiedElsewhere => new Obstacle.TiedElsewhere(await OpenAsync(SupportCaseKind.TiedElsewhere, profile, cancellation)),
        _ => obstacle,
    };

    private Task<long> OpenAsync(SupportCaseKind kind, CityProfile profile, CancellationToken cancellation) =>
        cases.OpenAsync(new SupportCaseDraft
        {
            Kind = kind,
            Provider = profile.Provider,
            Subject = profile.Subject,
            MosRuLogin = profile.Login,
            OpenKey = $"{kind}/{profile.Provider}/{profile.Subject}",
        }, cancellation);
}
