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
        var read = new ReadProfile(profile);
        var candidates = await records.FindCandidatesAsync(Exactly(read), cancellation);
        var access = AccessRules.Evaluate(profile, tied: null, candidates, clock.Today);
        if (access.Granted.Count == 0)
        {
            var near = await records.FindCandidatesAsync(Nearly(read), cancellation);
            access = AccessRules.Evaluate(profile, tied: null, [.. candidates, .. near], clock.Today);
        }

        // A tie is for good (D11): one that opens nothing would only stand in the way of the record that does.
        var isTiedElsewhere = access is { Person: { } person, Granted.Count: > 0 } && !await ties.TieAsync(person.Id, profile.Provider, profile.Subject, cancellation);
        return isTiedElsewhere ? TiedElsewhere(access) : access;
    }

    private async Task<PersonRecord?> TiedAsync(CityProfile profile, CancellationToken cancellation) =>
        await ties.FindAsync(profile.Provider, profile.Subject, cancellation) is { } id ? await records.FindAsync(id, cancellation) : null;

    // No role is matched without one of these.
    private static CandidateSearch Exactly(ReadProfile read) => new()
    {
        Snils = Listed(read.Snils),
        Phones = Listed(read.Phone),
        Emails = Listed(read.Email),
        Usernames = read.Source.IsSimplified ? Listed(read.Source.Login) : [],
    };

    // For the explanation only: namesakes, and whoever one slip of the finger may have hidden.
    private static CandidateSearch Nearly(ReadProfile read) => new()
    {
        Names = read.Name is null ? [] : [read.Name, NameComparison.WithoutLatin(read.Name)],
        Snils = read.SnilsDigits is null ? [] : [.. Nearness.AroundSnils(read.SnilsDigits)],
        Phones = read.Phone is null ? [] : [.. Nearness.Around(read.Phone)],
    };

    private static T[] Listed<T>(T? value)
        where T : class => value is null ? [] : [value];

    // The record is another account's: whatever it would have granted waits for support (D11).
    private static Access TiedElsewhere(Access access) => access with
    {
        Person = null,
        Granted = [],
        Withheld = [.. access.Granted.Select(granted => new WithheldRole(granted.Role, [], new Hindrance.TiedElsewhere(), IsProven: true)), .. access.Withheld],
    };

    private async Task<Access> WithCasesAsync(Access access, CityProfile profile, CancellationToken cancellation)
    {
        var withheld = new List<WithheldRole>();
        foreach (var role in access.Withheld)
            withheld.Add(role with { Hindrance = await WithCaseAsync(role.Hindrance, profile, cancellation) });
        return access with { Withheld = withheld };
    }

    private async Task<Hindrance?> WithCaseAsync(Hindrance? hindrance, CityProfile profile, CancellationToken cancellation) => hindrance switch
    {
        Hindrance.SeveralRecords => new Hindrance.SeveralRecords(await OpenAsync(SupportCaseKind.SeveralRecords, profile, cancellation)),
        Hindrance.TiedElsewhere => new Hindrance.TiedElsewhere(await OpenAsync(SupportCaseKind.TiedElsewhere, profile, cancellation)),
        _ => hindrance,
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

    private sealed record Judgement(CityProfile Profile, DateOnly Today, Access Access);
}
