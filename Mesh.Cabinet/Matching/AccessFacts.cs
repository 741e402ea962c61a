using System.Text.Json;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Matching;

/// <summary>What somebody sees, for others who may look.</summary>
public interface IAccessView
{
    /// <summary>What mos.ru said of the person of a case; null where it keeps that no longer.</summary>
    CityProfile? ProfileOf(DeskCase open);

    /// <summary>As at a sign-in, and nothing is tied or opened by it.</summary>
    Task<Access> EvaluateAsync(CityProfile profile, CancellationToken cancellation);
}

/// <summary>What the rules say of the person of a case today, by what mos.ru said when it was opened: the operator sees what the person saw.</summary>
internal sealed class AccessFacts(ISchoolRecords records, TieStore ties, MoscowClock clock) : ICaseFacts, IAccessView
{
    public async Task<IReadOnlyList<CaseFacts>> FindAsync(CaseOperator by, DeskCase open, CancellationToken cancellation)
    {
        if (ReadProfile(open) is not { } profile)
            return [];

        var now = await EvaluateAsync(profile, cancellation);
        var facts = new List<CaseFacts> { Account(profile) };
        facts.AddRange(now.Granted.Select(granted => new CaseFacts(
            MatchingText.FactsGranted, [new CaseFact(Begin(VerdictWords.Role(granted.Role)), null, string.Join(", ", granted.Posts.Select(post => post.School.Name).Distinct()))])));
        foreach (var withheld in now.Withheld)
            facts.Add(await OfAsync(by, withheld, profile, cancellation));
        if (now is { Granted: [], Withheld: [] })
            facts.Add(new CaseFacts(MatchingText.FactsNobody, [.. now.Unread.Select(verdict => new CaseFact(Begin(VerdictWords.Field(verdict.Field)), null, VerdictWords.Of(verdict, PersonRole.Staff).What))]));
        return facts;
    }

    /// <summary>The person's profile as the case keeps it; null where it keeps none.</summary>
    public static CityProfile? ReadProfile(DeskCase open) => open.Profile is null ? null : JsonSerializer.Deserialize<CityProfile>(open.Profile);

    public CityProfile? ProfileOf(DeskCase open) => ReadProfile(open);

    /// <inheritdoc/>
    public async Task<Access> EvaluateAsync(CityProfile profile, CancellationToken cancellation)
    {
        if (await ties.FindAsync(profile.Provider, profile.Subject, cancellation) is { } id && await records.FindAsync(id, cancellation) is { } tied)
            return AccessRules.Evaluate(profile, tied, [], clock.Today);
        return AccessRules.Evaluate(profile, tied: null, await records.FindCandidatesAsync(AccessCheck.Search(new ReadProfile(profile)), cancellation), clock.Today);
    }

    private static CaseFacts Account(CityProfile profile) => new(MatchingText.FactsAccount,
    [
        new CaseFact(MatchingText.FactsName, null, $"{profile.FamilyName} {profile.GivenName} {profile.MiddleName}".Trim()),
        new CaseFact(MatchingText.FactsLogin, null, profile.Login ?? "—"),
        new CaseFact(MatchingText.FactsDoor, null, profile.Provider == CityProvider.Gosuslugi ? MatchingText.FactsGosuslugi : "mos.ru"),
    ]);

    private async Task<CaseFacts> OfAsync(CaseOperator by, WithheldRole withheld, CityProfile profile, CancellationToken cancellation)
    {
        var title = string.Format(MatchingText.FactsWithheld, VerdictWords.Role(withheld.Role));
        var record = withheld.RecordId is { } id ? await records.FindAsync(id, cancellation) : null;
        // Whose record it is matters more than what stands in it.
        if (record is not null && !by.IsCity && !record.Posts.Any(post => by.Schools.Contains(post.School.Id, StringComparer.Ordinal)))
            return new CaseFacts(title, [new CaseFact(MatchingText.FactsRecord, null, MatchingText.FactsElsewhere)]);

        List<CaseFact> facts = [.. withheld.Hindrance is { } hindrance ? [new CaseFact(MatchingText.FactsHindrance, null, VerdictWords.Of(hindrance, withheld.Role).What)] : Array.Empty<CaseFact>()];
        facts.AddRange(withheld.Verdicts.Select(verdict => new CaseFact(
            Begin(VerdictWords.Field(verdict.Field)), AtMosRu(verdict, profile), AtSchool(verdict, record), !verdict.Comparison.IsMatch)));
        if (record is not null)
            facts.Add(new CaseFact(MatchingText.FactsRecord, null, $"{record.Id}, {string.Join(", ", record.Posts.Select(post => post.School.Name).Distinct())}"));
        return new CaseFacts(title, facts);
    }

    // Names are read by whoever has to find the slip; numbers and addresses are masked on both sides.
    private static string AtMosRu(Verdict verdict, CityProfile profile)
    {
        var read = new ReadProfile(profile);
        return verdict.Field switch
        {
            ProfileField.FamilyName => profile.FamilyName,
            ProfileField.GivenName => profile.GivenName,
            ProfileField.MiddleName => profile.MiddleName,
            ProfileField.Snils => read.Snils is { } snils ? Masks.Of(snils) : null,
            ProfileField.Phone => read.Phone is { } phone ? Masks.Of(phone) : null,
            ProfileField.Email => read.Email is { } email ? Masks.Of(email) : null,
            _ => profile.Login,
        } ?? VerdictWords.Of(verdict, PersonRole.Staff).What;
    }

    private static string? AtSchool(Verdict verdict, PersonRecord? record) => verdict.Field switch
    {
        ProfileField.FamilyName => record?.Name.Family,
        ProfileField.GivenName => record?.Name.Given,
        ProfileField.MiddleName => record?.Name.Middle,
        ProfileField.Login => record?.Username,
        _ => verdict.SchoolHint,
    };

    private static string Begin(string words) => CaseWords.Begin(words);
}
