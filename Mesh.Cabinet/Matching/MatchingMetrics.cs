using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mesh.Cabinet.Matching;

/// <summary>How many of those who signed in are let in, and what keeps the others out: fields and verdicts, never values.</summary>
internal sealed class MatchingMetrics
{
    private const string Record = "record";
    private readonly RefusalTally tally;
    private readonly Counter<long> checks;
    private readonly Counter<long> refusals;

    public MatchingMetrics(IMeterFactory meters, RefusalTally tally)
    {
        this.tally = tally;
        var meter = meters.Create(Measures.Ours + nameof(Matching));
        checks = meter.CreateCounter<long>("mesh.access.checks", "{check}", "People who signed in and were sent on or refused");
        refusals = meter.CreateCounter<long>("mesh.access.refusals", "{reason}", "What kept out those who were refused; one of them may count for several reasons");
    }

    /// <summary>Somebody who has signed in was looked up.</summary>
    public void Checked(Access access)
    {
        var outcome = access.Granted.Count > 0 ? "granted" : "refused";
        checks.Add(1, new KeyValuePair<string, object?>(Measures.Outcome, outcome));
        Activity.Current?.SetTag("mesh.access", outcome);
        if (access.Granted.Count > 0)
            return;

        tally.Count(access);
        foreach (var (field, reason) in Reasons(access))
            refusals.Add(1, new("mesh.field", field), new("mesh.reason", reason));
    }

    private static IEnumerable<(string Field, string Reason)> Reasons(Access access)
    {
        List<(string, string)> reasons =
        [
            .. access.Unread.Concat(access.Withheld.SelectMany(role => role.Faults)).Select(verdict => (Measures.Label(verdict.Field), Measures.Label(verdict.Comparison))),
            .. access.Withheld.Select(role => role.Hindrance).OfType<Hindrance>().Select(hindrance => (Record, Measures.Label(hindrance))),
        ];
        return reasons.Count > 0 ? reasons.Distinct() : [(Record, "not_found")];
    }
}
