using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk.People;

namespace Mesh.Cabinet.Desk.Jobs;

/// <summary>Does what a job is for with one person or case, by what is the operator's at that moment.</summary>
internal sealed class JobRun(JobQueueStore queue, IDeskCases cases, PeopleSearch people, IEnumerable<ICaseAction> caseActions, IEnumerable<IPersonAction> personActions)
{
    public Task RunAsync(DeskJob job, JobItem item, CaseOperator by, CancellationToken cancellation) =>
        item.CaseNumber is { } number ? OfCaseAsync(job, item, number, by, cancellation) : OfPersonAsync(job, item, by, cancellation);

    /// <summary>Something is broken: the others go on.</summary>
    public Task FailedAsync(JobItem item, CancellationToken cancellation) => queue.EndAsync(item, JobOutcome.Failed, JobsText.Broken, null, cancellation);

    private async Task OfCaseAsync(DeskJob job, JobItem item, long number, CaseOperator by, CancellationToken cancellation)
    {
        if (await cases.FindAsync(by, number, cancellation) is not { } found)
        {
            await RefusedAsync(item, DeskText.NotThere, cancellation);
            return;
        }

        var action = caseActions.SingleOrDefault(one => one.Key == job.Action && one.IsForMany);
        if (await JobPlanner.WhyNotAsync(by, found, action, cancellation) is { } whyNot)
        {
            await RefusedAsync(item, CaseWords.Begin(whyNot), cancellation);
            return;
        }

        switch (await action!.ActAsync(by, found, "", job.Why, cancellation))
        {
            case CaseActOutcome.Done done:
                var text = string.Format(DeskText.ActedWhy, done.Words, job.Why);
                var change = await cases.ActedAsync(
                    by, found, text, done.EndsCase, cancellation, done.Then, (connection, transaction) => queue.EndAsync(connection, transaction, item, JobOutcome.Done, done.Words, cancellation));
                if (change is not CaseChange.Made)
                    await RefusedAsync(item, DeskWords.Of(change), cancellation);
                break;
            case CaseActOutcome.Refused refused:
                await RefusedAsync(item, refused.Why, cancellation);
                break;
        }
    }

    private async Task OfPersonAsync(DeskJob job, JobItem item, CaseOperator by, CancellationToken cancellation)
    {
        if (item.PersonId is not { } personId || !by.Covers(item.SchoolId) || await people.FindOneAsync(by, personId, cancellation) is null)
        {
            await RefusedAsync(item, DeskText.PersonNotThere, cancellation);
            return;
        }

        switch (await personActions.Single(one => one.Key == job.Action).ActAsync(by, personId, job.Why, cancellation))
        {
            case CaseActOutcome.Done done:
                var entry = new AuditEntry(JobWords.Event(job.Action)) { PersonId = personId, ByPersonId = by.PersonId ?? AuditEntry.BySupport, Detail = job.Why };
                await queue.EndAsync(item, JobOutcome.Done, done.Words, entry, cancellation);
                break;
            case CaseActOutcome.Refused refused:
                await RefusedAsync(item, refused.Why, cancellation);
                break;
        }
    }

    private Task<bool> RefusedAsync(JobItem item, string words, CancellationToken cancellation) => queue.EndAsync(item, JobOutcome.Refused, words, null, cancellation);
}
