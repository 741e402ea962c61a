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
    private const int AtOnce = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly Guid holder = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendAsync(stoppingToken);
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
        await leases.ReleaseAsync(Lease, holder, cancellationToken);
    }

    /// <summary>Notes what has ended, and tries each service that is due once.</summary>
    internal async Task SendAsync(CancellationToken cancellation)
    {
        if (!await leases.TryHoldAsync(Lease, holder, cancellation))
            return;

        foreach (var grant in await notices.EndedAsync(cancellation))
            await notices.NoteAsync(grant, await OfAsync(grant, cancellation), cancellation);
        var due = await notices.DueAsync(cancellation);
        await Task.WhenAll(due.GroupBy(notice => notice.ClientId, StringComparer.Ordinal).Select(ofService => TellAsync([.. ofService], cancellation)));
    }

    // Who does not answer is asked no more in this round: it is waited for once, and what is left stays due.
    private async Task TellAsync(IReadOnlyList<LogoutNotice> ofService, CancellationToken cancellation)
    {
        var isAway = false;
        await Parallel.ForEachAsync(ofService, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (notice, stop) =>
        {
            if (!isAway)
                isAway |= !await TellAsync(notice, stop);
        });
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

    /// <returns>False if the service has not heard it.</returns>
    private async Task<bool> TellAsync(LogoutNotice notice, CancellationToken cancellation)
    {
        var address = (await clients.FindKnownAsync(notice.ClientId, cancellation))?.BackChannelLogoutUri;
        if (address is not { Length: > 0 } || await channel.TellAsync(address, tokens.Write(notice), cancellation) is not BackChannelOutcome.Failed failed)
        {
            await notices.HeardAsync(notice, CancellationToken.None);
            return true;
        }

        if (!await notices.PostponeAsync(notice, failed.Reason, CancellationToken.None))
            LogGivenUp(notice.ClientId, failed.Reason);
        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Services could not be told of ended sessions yet: {Failure}")]
    private partial void LogPostponed(string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The service {Client} could not be told of an ended session and is told no more: {Reason}")]
    private partial void LogGivenUp(string client, string reason);
}
