using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Provider.Authorizing;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Provider.Panels;

/// <summary>
/// A person signs in on a panel from a phone (RFC 8628 §3.3). Who stands before the panel types the number that it shows, so that nobody can be talked
/// into signing a stranger in by a link (RFC 8628 §5.4, RFC 10027); one wrong number ends the request.
/// </summary>
internal sealed class Approve(PanelRequestStore requests, ClientBook clients, ApprovalTryStore tries, IAccessCheck accessCheck, ServiceRight right, IOrganisations organisations)
{
    /// <summary>What waits under this code.</summary>
    /// <param name="from">The person's address.</param>
    public Task<ApproveOutcome> LookAsync(Session session, string code, string from, CancellationToken cancellation) =>
        TryAsync(session, code, from, waiting => Task.FromResult<ApproveOutcome>(waiting), cancellation);

    /// <summary>The person says no.</summary>
    public Task<ApproveOutcome> DeclineAsync(Session session, string code, string from, CancellationToken cancellation) =>
        TryAsync(session, code, from, async waiting => await requests.DecideAsync(waiting.Request, null, cancellation) ? new ApproveOutcome.Declined(waiting.Place) : new ApproveOutcome.Unknown(), cancellation);

    /// <summary>The person says yes, with the number that the panel shows.</summary>
    public Task<ApproveOutcome> AllowAsync(Session session, string code, string? number, string from, CancellationToken cancellation) => TryAsync(session, code, from, async waiting =>
    {
        var ofPanel = $"panel/{waiting.Request.PanelId}";
        if (!await tries.TakeAsync(ofPanel, ApprovalTryStore.Most, cancellation))
            return new ApproveOutcome.TooMany();
        if (PanelCode.ReadNumber(number) != waiting.Request.Number)
        {
            await requests.DecideAsync(waiting.Request, null, cancellation);
            return new ApproveOutcome.WrongNumber();
        }

        await tries.GiveBackAsync(ofPanel, cancellation);
        return await requests.DecideAsync(waiting.Request, session.Id, cancellation) ? new ApproveOutcome.Allowed(waiting.Place) : new ApproveOutcome.Unknown();
    }, cancellation);

    // A try counts until it was right: what is unknown and what has a wrong number are one to whoever guesses.
    private async Task<ApproveOutcome> TryAsync(Session session, string code, string from, Func<ApproveOutcome.Waiting, Task<ApproveOutcome>> then, CancellationToken cancellation)
    {
        var (ofPerson, ofAddress) = ($"person/{session.Profile.Provider}/{session.Profile.Subject}", $"address/{from}");
        if (!await tries.TakeAsync(ofPerson, ApprovalTryStore.Most, cancellation) || !await tries.TakeAsync(ofAddress, ApprovalTryStore.MostOfAddress, cancellation))
            return new ApproveOutcome.TooMany();

        var outcome = await FindAsync(session, code, cancellation) is var found && found is ApproveOutcome.Waiting waiting ? await then(waiting) : found;
        if (outcome is not (ApproveOutcome.Unknown or ApproveOutcome.WrongNumber or ApproveOutcome.TooMany))
        {
            await tries.GiveBackAsync(ofPerson, cancellation);
            await tries.GiveBackAsync(ofAddress, cancellation);
        }

        return outcome;
    }

    // What can be no code is looked for as any other: it takes the same time.
    private async Task<ApproveOutcome> FindAsync(Session session, string code, CancellationToken cancellation)
    {
        if (await requests.FindAsync(PanelCode.Read(code) ?? "", cancellation) is not { } request || await clients.FindAsync(request.PanelId, cancellation) is not { } panel)
            return new ApproveOutcome.Unknown();

        var place = new PanelPlace(panel.Title, (await organisations.FindAsync(panel.PanelSchool, cancellation))?.Name ?? panel.PanelSchool);
        return await right.OpensAsync(panel, await accessCheck.CheckAsync(session, cancellation), cancellation) ? new ApproveOutcome.Waiting(request, place) : new ApproveOutcome.OtherSchool(place);
    }
}
