namespace Mesh.Cabinet.PasswordEvents;

/// <summary>
/// Makes our keys before anybody asks for them: it takes a second or more of a processor, for which mos.ru, and a person behind it,
/// should not have to wait.
/// </summary>
internal sealed partial class EventKeyUpkeep(EventKeyStore keys, ILogger<EventKeyUpkeep> logger) : BackgroundService
{
    // Not while the program starts.
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(AfterStart);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            timer.Period = Pause;
            try
            {
                await keys.PublishedAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a moment must not end the program; who asks for the keys has them made.
                LogPostponed(failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Keys for events could not be looked at: {Failure}")]
    private partial void LogPostponed(string failure);
}
