namespace Mesh.Cabinet.Provider.Keys;

/// <summary>Looks at the keys every twenty seconds: a rotation on one node is there on all of them before the new key is used.</summary>
internal sealed partial class KeyKeeper(ProviderKeys keys, TimeProvider time, ILogger<KeyKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await keys.LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The keys that are known go on being good.
                LogPostponed(failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The provider's keys could not be looked at yet: {Failure}")]
    private partial void LogPostponed(string failure);
}
