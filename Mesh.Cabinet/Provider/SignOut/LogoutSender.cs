using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.Services;
using Mesh.Cabinet.Provider.Claims;
using Mesh.Cabinet.Provider.Clients;

namespace Mesh.Cabinet.Provider.SignOut;

/// <summary>
/// Finds sessions that have ended, and tells every service they were given to; one node at a time, never inside anybody's request. A service that
/// is slow or away delays no other.
/// </summary>
internal sealed partial class LogoutSender(
    LogoutNoticeStore notices, ClientBook clients, PairwiseNames names, LogoutToken tokens, IBackChannel channel, LeaseStore leases, TimeProvider time, ILogger<LogoutSender> logger)
    : BackgroundService
{
    private const string Lease = "service-sign-outs";

    // Words under way to one service.
    private const int AtOnce = 16;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly Guid holder = Guid.NewGuid();
    private readonly Dictionary<string, Task> underWay = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await BeginAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a moment: services hear it later.
                LogPostponed(failure.GetType().Name);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(underWay.Values);
        await leases.ReleaseAsync(Lease, holder, cancellationToken);
    }

    /// <summary>Notes what has ended, and tries each service that is due once.</summary>
    internal async Task SendAsync(CancellationToken cancellation) => await Task.WhenAll(await BeginAsync(cancellation));

    // The next round waits for nobody: a service that is still being told is left alone in it, and the lease is kept meanwhile.
    private async Task<IReadOnlyList<Task>> BeginAsync(CancellationToken cancellation)
    {
        if (!await leases.TryHoldAsync(Lease, holder, cancellation))
            return [];

        foreach (var grant in await notices.EndedAsync(cancellation))
            await notices.NoteAsync(grant, await OfAsync(grant, cancellation), cancellation);
        // Seen before the list is read: whoever ends after that has marked what the list still shows.
        var busy = underWay.Where(one => !one.Value.IsCompleted).Select(one => one.Key).ToHashSet(StringComparer.Ordinal);
        var begun = new List<Task>();
        foreach (var service in (await notices.DueAsync(cancellation)).GroupBy(notice => notice.ClientId, StringComparer.Ordinal).Where(service => !busy.Contains(service.Key)))
            begun.Add(underWay[service.Key] = TellAllAsync([.. service], cancellation));
        return begun;
    }

    private async Task TellAllAsync(IReadOnlyList<LogoutNotice> due, CancellationToken cancellation)
    {
        try
        {
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (notice, stop) => await TellAsync(notice, stop));
        }
        catch (OperationCanceledException)
        {
            // This node ends; another one goes on.
        }
        catch (Exception failure)
        {
            LogPostponed(failure.GetType().Name);
        }
    }

    private async Task<LogoutNotice?> OfAsync(EndedGrant grant, CancellationToken cancellation) =>
        await clients.FindKnownAsync(grant.ClientId, cancellation) is { BackChannelLogoutUri.Length: > 0 }
            ? new LogoutNotice
            {
                Id = Guid.CreateVersion7(),
                ClientId = grant.ClientId,
                PairwiseSubject = grant.PairwiseSubject,
                Sid = await names.SessionAsync(grant.ClientId, grant.SessionId, cancellation),
            }
            : null;

    private async Task TellAsync(LogoutNotice notice, CancellationToken cancellation)
    {
        var address = (await clients.FindKnownAsync(notice.ClientId, cancellation))?.BackChannelLogoutUri;
        if (address is not { Length: > 0 } || await channel.TellAsync(address, tokens.Write(notice), cancellation) is not BackChannelOutcome.Failed failed)
            await notices.HeardAsync(notice, CancellationToken.None);
        else if (!await notices.PostponeAsync(notice, failed.Reason, CancellationToken.None))
            LogGivenUp(notice.ClientId, failed.Reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Services could not be told of ended sessions yet: {Failure}")]
    private partial void LogPostponed(string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The service {Client} could not be told of an ended session and is told no more: {Reason}")]
    private partial void LogGivenUp(string client, string reason);
}
