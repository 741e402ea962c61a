using System.Runtime.CompilerServices;
using Mesh.Cabinet.Cases;
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
internal sealed class AccessCheck(ISchoolRecords records, IFamilies families, TieStore ties, ISupportCases cases, MoscowClock clock, TieLetters? letters = null) : IAccessCheck
{
    private static readonly ConditionalWeakTable<PersonRecord, Judgement> Judged = [];

    public async Task<Access> CheckAsync(Session session, CancellationToken cancellation)
    {
        var profile = session.Profile;
        var access = await TiedAsync(profile, cancellation) is { } tied ? await OfTiedAsync(tied, profile, cancellation) : await OfUntiedAsync(profile, cancellation);
        if (access.Has(PersonRole.Parent))
            access = access with { ChildGrades = await families.GradesOfAsync(access.Person!.Id, clock.Today, cancellation) };
        return await WithCasesAsync(access, profile, cancellation);
    }

    private async Task<Access> OfTiedAsync(PersonRecord tied, CityProfile profile, CancellationToken cancellation)
    {
        var access = OfTied(tied, profile);
        if (!tied.IsWithdrawn || access.Granted.Count > 0 || new ReadProfile(profile) is not { Snils: { } snils } read || (tied.Snils ?? snils) != snils)
            return access;

        // The person's new record, by what is theirs alone (E44): names and contacts are a family's.
        var others = await records.FindCandidatesAsync(Search(read), cancellation);
        var successor = AccessRules.Evaluate(profile, tied: null, [.. others.Where(other => other.Id != tied.Id && !other.IsWithdrawn && other.Snils == snils)], clock.Today);
        return successor is { Person: { } person, Granted.Count: > 0 }
            ? access with { Withheld = [.. successor.Granted.Select(granted => new WithheldRole(granted.Role, [], new Hindrance.RecordReplaced(), IsProven: true, person.Id)), .. successor.Withheld] }
            : access;
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
        return await ties.TieAsync(person.Id, profile.Provider, profile.Subject, cancellation, letters is null ? null : await letters.OfAsync(person, profile, cancellation)) switch
        {
            TieOutcome.Tied => access,
            TieOutcome.Refused => Untied(access, new Hindrance.TieRefused()),
            _ when person.Snils is { } snils && new ReadProfile(profile).Snils == snils => Untied(access, new Hindrance.AccountReplaced()),
            _ => Untied(access, new Hindrance.TiedElsewhere()),
        };
    }

    private async Task<PersonRecord?> TiedAsync(CityProfile profile, CancellationToken cancellation) =>
        await ties.FindAsync(profile.Provider, profile.Subject, cancellation) is { } id ? await records.FindAsync(id, cancellation) : null;

    // No role is matched without one of these, and nothing is told of who has none of them: whoever knows a name learns as much as of nobody.
    public static CandidateSearch Search(ReadProfile read) => new()
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
            withheld.Add(role with { Hindrance = await WithCaseAsync(role, access.Person, profile, cancellation) });
        return access with { Withheld = withheld };
    }

    private async Task<Hindrance?> WithCaseAsync(WithheldRole role, PersonRecord? tied, CityProfile profile, CancellationToken cancellation) => role.Hindrance switch
    {
        Hindrance.RecordReplaced => new Hindrance.RecordReplaced(
            await cases.OpenAsync(Draft(SupportCaseKind.RecordReplaced, profile, tied!.Id) with { About = role.RecordId }, cancellation)),
        Hindrance.AccountReplaced => new Hindrance.AccountReplaced(
            await cases.OpenAsync(Draft(SupportCaseKind.AccountReplaced, profile, role.RecordId) with { About = await AccountAsync(role.RecordId!, cancellation) }, cancellation)),
        Hindrance.SeveralRecords => new Hindrance.SeveralRecords(await cases.OpenAsync(Draft(SupportCaseKind.SeveralRecords, profile, null), cancellation)),
        Hindrance.TiedElsewhere => new Hindrance.TiedElsewhere(await cases.OpenAsync(Draft(SupportCaseKind.TiedElsewhere, profile, role.RecordId), cancellation)),
        Hindrance.TieRefused => new Hindrance.TieRefused(await cases.OpenAsync(Draft(SupportCaseKind.TieRefused, profile, role.RecordId), cancellation)),
        var other => other,
    };

    private async Task<string?> AccountAsync(string personId, CancellationToken cancellation) =>
        await ties.FindAccountAsync(personId, cancellation) is { } account ? $"{account.Provider}/{account.Subject}" : null;

    private static SupportCaseDraft Draft(SupportCaseKind kind, CityProfile profile, string? personId) => SupportCaseDraft.Of(kind, profile) with
    {
        PersonId = personId,
        OpenKey = SupportCaseDraft.KeyOf(kind, profile.Provider, profile.Subject),
    };

    private sealed record Judgement(CityProfile Profile, DateOnly Today, Access Access);
}
