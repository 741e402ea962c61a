using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>«Проверить доступ ещё раз» of somebody who has come in: what the rules say today of what mos.ru said at the last sign-in. Nothing is tied or opened by it.</summary>
internal sealed class EvaluatePerson(AccessFacts facts, ITiedPeople tied, ITies ties, IServiceScopeFactory scopes) : IPersonAction
{
    public string Key => "evaluate-again";

    public string Title => MatchingText.AgainTitle;

    public string Words => MatchingText.PeopleAgainWords;

    public async Task<IReadOnlyDictionary<string, string>> LeftOutAsync(IReadOnlyList<string> personIds, CancellationToken cancellation)
    {
        var came = await tied.OfAsync(personIds, cancellation);
        return personIds.Where(id => !came.Contains(id)).Distinct(StringComparer.Ordinal).ToDictionary(id => id, _ => MatchingText.PeopleNeverCame, StringComparer.Ordinal);
    }

    public async Task<CaseActOutcome> ActAsync(CaseOperator by, string personId, string why, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await ties.FindAccountAsync(personId, cancellation) is not { } account
            || await scope.ServiceProvider.GetRequiredService<ISessions>().LastProfileAsync(account.Provider, account.Subject, cancellation) is not { } profile)
            return new CaseActOutcome.Refused(MatchingText.PeopleCameLongAgo);

        return new CaseActOutcome.Done(Said(await facts.EvaluateAsync(profile, cancellation)), EndsCase: false);
    }

    private static string Said(Access access)
    {
        var granted = string.Join(", ", access.Granted.Select(one => VerdictWords.Role(one.Role)));
        var withheld = string.Join(", ", access.Withheld.Select(one => VerdictWords.Role(one.Role)));
        return granted.Length == 0 ? MatchingText.PeopleAccessNone
            : withheld.Length == 0 ? string.Format(MatchingText.PeopleAccess, granted)
            : string.Format(MatchingText.PeopleAccessPart, granted, withheld);
    }
}
