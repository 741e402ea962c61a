using Mesh.Cabinet.Cases;

namespace Mesh.Cabinet.Desk.Jobs;

/// <summary>An action that can be done over many.</summary>
/// <param name="Words">What will happen.</param>
public sealed record JobAction(string Key, string Title, string Words);

/// <summary>Somebody who was chosen for a job.</summary>
/// <param name="SchoolId">The operator's, at which they are.</param>
public sealed record JobPerson(string Id, string Name, string SchoolId)
{
    /// <summary>Prints the id only: the rest is personal.</summary>
    public override string ToString() => Id;
}

/// <summary>One person or case of a plan.</summary>
/// <param name="LeftOut">Why nothing will be done; null where something will.</param>
public sealed record PlannedItem(string? SchoolId, string? PersonId, long? CaseNumber, string? LeftOut);

/// <summary>What will happen, before it does.</summary>
public sealed record JobPlan(string Action, string? Place, IReadOnlyList<PlannedItem> Items)
{
    public int People => Items.Count(item => item is { LeftOut: null, CaseNumber: null });

    public int Cases => Items.Count(item => item is { LeftOut: null, CaseNumber: not null });

    /// <summary>Those of whom nothing will be done, by the reason.</summary>
    public IEnumerable<IGrouping<string, PlannedItem>> LeftOut => Items.Where(item => item.LeftOut is not null).GroupBy(item => item.LeftOut!, StringComparer.Ordinal);
}

/// <summary>Says what an action over people or cases would do, within what is the operator's. An open case of somebody goes by its own action, and so its thread tells of it.</summary>
internal sealed class JobPlanner(IDeskCases cases, ICasesOfPeople open, IEnumerable<ICaseAction> caseActions, IEnumerable<IPersonAction> personActions)
{
    public IReadOnlyList<JobAction> ForPeople { get; } = [.. personActions.Select(action => new JobAction(action.Key, action.Title, action.Words))];

    public IReadOnlyList<JobAction> ForCases { get; } = [.. caseActions.Where(action => action.IsForMany).Select(action => new JobAction(action.Key, action.Title, JobsText.CasesWords))];

    /// <summary>The words of an action's button; its key where there is none of that key any more.</summary>
    public string TitleOf(string key) => ForPeople.Concat(ForCases).FirstOrDefault(action => action.Key == key)?.Title ?? key;

    public async Task<JobPlan> OfPeopleAsync(CaseOperator by, string key, string? place, IReadOnlyList<JobPerson> people, CancellationToken cancellation)
    {
        var chosen = people.Where(one => by.Covers(one.SchoolId) && one.Id != by.PersonId).DistinctBy(one => one.Id).ToList();
        string[] ids = [.. chosen.Select(one => one.Id)];
        var leftOut = await personActions.Single(action => action.Key == key).LeftOutAsync(ids, cancellation);
        var numbers = await open.NumbersOfAsync(ids, cancellation);
        var items = new List<PlannedItem>();
        foreach (var one in chosen)
        {
            var ofCases = new List<PlannedItem>();
            foreach (var number in numbers[one.Id])
            {
                if (await OfCaseAsync(by, key, number, cancellation) is { LeftOut: null } planned)
                    ofCases.Add(planned);
            }

            items.AddRange(ofCases.Count > 0 ? ofCases : [new PlannedItem(one.SchoolId, one.Id, null, leftOut.GetValueOrDefault(one.Id))]);
        }

        return new JobPlan(key, place, items);
    }

    public async Task<JobPlan> OfCasesAsync(CaseOperator by, string key, IReadOnlyList<long> numbers, CancellationToken cancellation)
    {
        var items = new List<PlannedItem>();
        foreach (var number in numbers.Distinct())
        {
            if (await OfCaseAsync(by, key, number, cancellation) is { } planned)
                items.Add(planned);
        }

        return new JobPlan(key, null, items);
    }

    // What is not the operator's is not told of.
    private async Task<PlannedItem?> OfCaseAsync(CaseOperator by, string key, long number, CancellationToken cancellation)
    {
        if (await cases.FindAsync(by, number, cancellation) is not { } found)
            return null;
        var planned = new PlannedItem(found.SchoolId, found.PersonId, number, null);
        return planned with { LeftOut = await WhyNotAsync(by, found, caseActions.SingleOrDefault(action => action.Key == key && action.IsForMany), cancellation) };
    }

    /// <summary>Why an action cannot be done over a case; null where it can.</summary>
    public static async Task<string?> WhyNotAsync(CaseOperator by, DeskCase found, ICaseAction? action, CancellationToken cancellation) =>
        found.ClosedAt is not null ? JobsText.CaseClosed
        : found.HandlerKey is { } handler && handler != by.Key ? string.Format(JobsText.CaseTaken, found.HandlerName)
        : action is null || await action.ChoicesAsync(by, found, cancellation) is null ? JobsText.CaseHasNot
        : null;
}
