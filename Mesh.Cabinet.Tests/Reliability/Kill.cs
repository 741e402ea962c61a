using System.Diagnostics;
using System.Text.Json.Nodes;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>One person whom the end of the process meets at one point, and what becomes of it.</summary>
internal sealed class Kill(Stage stage, KillPoint point)
{
    private readonly Visit visit = stage.NewVisit();
    private readonly Stopwatch watch = new();
    private Task work = Task.CompletedTask;

    public KillPoint Point => point;

    public Visit Visit => visit;

    /// <summary>From the end of the process to the moment at which all is well again; null until then.</summary>
    public TimeSpan? Settled { get; set; }

    public TimeSpan Elapsed => watch.Elapsed;

    /// <summary>Brings the person to the point: ends when the product stands there.</summary>
    public async Task ArriveAsync()
    {
        await PrepareAsync();
        var password = point.Doing is Doing.Following ? visit.Password + "-novyj" : visit.Password;
        var words = point.Words.Select(word => word
            .Replace("$login", visit.Login, StringComparison.Ordinal)
            .Replace("$person", visit.PersonId, StringComparison.Ordinal)
            .Replace("$password", password, StringComparison.Ordinal));
        var reached = stage.Checkpoints.ArmAsync(point.Moment, point.Call, [.. words]);
        work = point.Doing switch
        {
            Doing.Keeping => MakeDueAsync(),
            Doing.Following => visit.ChangePasswordAsync(password),
            _ => visit.TypeAsync(),
        };
        try
        {
            await reached.WaitAsync(Invariants.Patience);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"«{point}» was not reached.", late);
        }
    }

    /// <summary>The process is gone, and no other one has started: looks at what it has left.</summary>
    /// <returns>What is not as it must be; null if all is.</returns>
    public async Task<Violation?> EndAsync()
    {
        watch.Start();
        try
        {
            await work;
        }
        catch (HttpRequestException)
        {
            // What the browser sees.
        }

        var rows = await stage.Aftermath.ActivationsOfAsync(visit.Login);
        var left = rows.Count == 0 ? Left.Nothing : rows[0].CompletedAt is null ? Left.Reserved : Left.Done;
        return left == point.Left ? null : new Violation(Breach.PromiseBroken, visit.PersonId, $"{left} is left, and not {point.Left}");
    }

    /// <summary>The product runs again: the password is all that is asked for.</summary>
    /// <returns>What is not as it must be; null if all is.</returns>
    public async Task<Violation?> ComeBackAsync()
    {
        if (!point.ComesBack)
            return null;
        if (point.Doing is Doing.Following)
            await visit.ComeAgainAsync();
        var (page, problem) = ((await visit.Browser.OpenAsync("/activation")).Path, await visit.TypeAsync());
        return page == "/activation" && problem is null ? null : new Violation(Breach.PromiseBroken, visit.PersonId, $"{page}, {problem}");
    }

    private async Task PrepareAsync()
    {
        switch (point.Doing)
        {
            case Doing.Keeping or Doing.Following:
                await visit.ActivateAsync();
                break;
            case Doing.Moving:
                await stage.Aftermath.AddObjectAsync(visit.Login, "somebody-else");
                await visit.ComeAsync();
                break;
            case Doing.Resuming:
                await visit.ComeAsync();
                using (stage.Middleman.Makes(Trouble.Cut, "/scim", atWrites: true))
                    (await visit.TypeAsync()).ShouldBe("DirectoryUnavailable");
                break;
            default:
                await visit.ComeAsync();
                break;
        }
    }

    private async Task MakeDueAsync()
    {
        // At once: the account is due since it was made, and the keeper must not meet it half changed.
        await stage.Aftermath.ChangeObjectAsync(visit.Login, ("displayName", "Чужая"), ("emails", new JsonArray()));
        await stage.Aftermath.MakeDueAsync(visit.PersonId);
    }
}
