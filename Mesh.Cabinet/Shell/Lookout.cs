using System.Data.Common;

namespace Mesh.Cabinet.Shell;

/// <summary>Looks again and again at what an open page shows: what has ended elsewhere vanishes by itself.</summary>
internal static class Lookout
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <param name="look">Renders only what has changed.</param>
    /// <param name="left">The page is left.</param>
    public static async Task KeepAsync(TimeProvider time, Func<Task> look, CancellationToken left)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(left))
                await OnceAsync(look);
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }

    private static async Task OnceAsync(Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (DbException)
        {
            // What is shown stays until the database answers again.
        }
    }
}
