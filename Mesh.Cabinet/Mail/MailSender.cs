using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Mail;

/// <summary>Sends what is due, on one node at a time.</summary>
internal sealed partial class MailSender(OutboxStore outbox, MailTransport transport, LeaseStore leases, MailMetrics metrics, ILogger<MailSender> logger) : BackgroundService
{
    private const string Lease = "mail";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly Guid holder = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendAllAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a moment: the letters wait.
                LogPostponed(failure.GetType().Name);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await leases.ReleaseAsync(Lease, holder, cancellationToken);
    }

    /// <summary>Tries each letter that is due once.</summary>
    internal async Task SendAllAsync(CancellationToken cancellation)
    {
        if (!await leases.TryHoldAsync(Lease, holder, cancellation))
            return;

        foreach (var letter in await outbox.DueAsync(cancellation))
        {
            // A slow server must not cost the lease in the middle.
            if (!await leases.TryHoldAsync(Lease, holder, cancellation) || !await outbox.ClaimAsync(letter, cancellation))
                return;
            await SendAsync(letter, cancellation);
        }
    }

    private async Task SendAsync(WaitingLetter letter, CancellationToken cancellation)
    {
        var outcome = await transport.SendAsync(letter, cancellation);
        metrics.Tried(letter.Letter.Kind, outcome);
        switch (outcome)
        {
            case MailOutcome.Sent:
                await outbox.SentAsync(letter, CancellationToken.None);
                break;
            case MailOutcome.Refused:
                LogGivenUp(letter.Id, letter.Letter.Kind);
                await outbox.GiveUpAsync(letter, CancellationToken.None);
                break;
            default:
                if (!await outbox.PostponeAsync(letter, outcome is MailOutcome.Unknown, CancellationToken.None))
                    LogGivenUp(letter.Id, letter.Letter.Kind);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Letters could not be looked for: {Failure}")]
    private partial void LogPostponed(string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The letter {Letter} ({Kind}) could not be sent and is given up")]
    private partial void LogGivenUp(Guid letter, string kind);
}
