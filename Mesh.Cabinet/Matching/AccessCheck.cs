using System.Runtime.CompilerServices;
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
internal sealed class AccessCheck(ISchoolRecords records, IFamilies families, TieStore ties, ISupportCases cases, MoscowClock clock) : IAccessCheck
{
    private static readonly ConditionalWeakTable<PersonRecord, Judgement> Judged = [];

    public async Task<Access> CheckAsync(Session session, CancellationToken cancellation)
    {
        var profile = session.Profile;
        var access = await TiedAsync(profile, cancellation) is { } tied ? OfTied(tied, profile) : await OfUntiedAsync(profile, cancellation);
        if (access.Has(PersonRole.Parent))
            access = access with { ChildGrades = await families.GradesOfAsync(access.Person!.Id, clock.Today, cancellation) };
        return await WithCasesAsync(access, profile, cancellation);
    }

    // A remembered record stays the same object until it changes, and what the rules say of it stays the same for a day.
    private Access OfTied(PersonRecord tied, CityProfile profile)
    {
        var today = clock.Today;
        if (Judged.TryGetValue(tied, out var earlier) && earlier.Today == today && earlier.Profile == profile)
            return earlier.Access;

        var access = AccessRules.Evaluate(profile, tied, [], today);
        Judged.AddOrUpdate(tied, new Judgement(profile, today, access));
        return access;
    }

    private async Task<Access> OfUntiedAsync(CityProfile profile, CancellationToken cancellation)
    {
        var candidates = await records.FindCandidatesAsync(Search(new ReadProfile(profile)), cancellation);
        var access = AccessRules.Evaluate(profile, tied: null, candidates, clock.Today);

        // A tie is made once (D11): one that opens nothing would only stand in the way of the record that does.
        if (access is not { Person: { } person, Granted.Count: > 0 })
            return access;
        return await ties.TieAsync(person.Id, profile.Provider, profile.Subject, cancellation) switch
        {
            TieOutcome.Tied => access,
            TieOutcome.Refused => Untied(access, new Hindrance.TieRefused()),
            _ => Untied(access, new Hindrance.TiedElsewhere()),
        };
    }

    private async Task<PersonRecord?> TiedAsync(CityProfile profile, CancellationToken cancellation) =>
        await ties.FindAsync(profile.Provider, profile.Subject, cancellation) is { } id ? await records.FindAsync(id, cancellation) : null;

    // No role is matched without one of these, and nothing is told of who has none of them: whoever knows a name learns as much as of nobody.
    private static CandidateSearch Search(ReadProfile read) => new()
    {
        Snils = Listed(read.Snils),
        Phones = Listed(read.Phone),
        Emails = Listed(read.Email),
        Usernames = read.Source.IsSimplified ? Listed(read.Source.Login) : [],
    };

    private static T[] Listed<T>(T? value)
        where T : class => value is null ? [] : [value];

    // Whatever the record would have granted waits for support (D11).
    private static Access Untied(Access access, Hindrance hindrance) => access with
    {
        Person = null,
        Granted = [],
        Withheld = [.. access.Granted.Select(granted => new WithheldRole(granted.Role, [], hindrance, IsProven: true, access.Person!.Id)), .. access.Withheld],
        OtherSnils = null,
    };

    private async Task<Access> WithCasesAsync(Access access, CityProfile profile, CancellationToken cancellation)
    {
        if (access is { Person: { } person, OtherSnils: not null })
            await cases.OpenOnceAsync(Draft(SupportCaseKind.SnilsDiffers, profile, person.Id), cancellation);

        var withheld = new List<WithheldRole>();
        foreach (var role in access.Withheld)
            withheld.Add(role with { Hindrance = await WithCaseAsync(role, profile, cancellation) });
        return access with { Withheld = withheld };
    }

    private async Task<Hindrance?> WithCaseAsync(WithheldRole role, CityProfile profile, CancellationToken cancellation) => role.Hindrance switch
    {
        Hindrance.SeveralRecords => new Hindrance.SeveralRecords(await cases.OpenAsync(Draft(SupportCaseKind.SeveralRecords, profile, null), cancellation)),
        Hindrance.TiedElsewhere => new Hindrance.TiedElsewhere(await cases.OpenAsync(Draft(SupportCaseKind.TiedElsewhere, profile, role.RecordId), cancellation)),
        Hindrance.TieRefused => new Hindrance.TieRefused(await cases.OpenAsync(Draft(SupportCaseKind.TieRefused, profile, role.RecordId), cancellation)),
        var other => other,
    };

    private static SupportCaseDraft Draft(SupportCaseKind kind, CityProfile profile, string? personId) => new()
    {
        Kind = kind,
        PersonId = personId,
        Provider = profile.Provider,
        Subject = profile.Subject,
        MosRuLogin = profile.Login,
        OpenKey = SupportCaseDraft.KeyOf(kind, profile.Provider, profile.Subject),
    };

    private sealed record Judgement(CityProfile Profile, DateOnly Today, Access Access);
}
