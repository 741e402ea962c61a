using System.Collections.Concurrent;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Http;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>Whether the product is stopped before something happens or after it, when it does not know yet that it has happened.</summary>
internal enum Moment { Before, After }

/// <summary>Stops the product where a test asks for it: at a call that passes the middleman, or at a commit of its database.</summary>
internal sealed class Checkpoints
{
    /// <summary>What a commit is called among the calls.</summary>
    public const string Commit = "COMMIT";

    private readonly ConcurrentDictionary<Checkpoint, byte> armed = new();

    public Checkpoints(Middleman middleman)
    {
        middleman.BeforePassing = request => request.Path.StartsWithSegments(CommitWatch.Path, StringComparison.Ordinal, out var moment)
            ? HoldAsync(request, moment == "/before" ? Moment.Before : Moment.After, Commit)
            : HoldAsync(request, Moment.Before, $"{request.Method} {request.Path}");
        middleman.BeforeAnswer = request => request.Path.StartsWithSegments(CommitWatch.Path, StringComparison.Ordinal)
            ? Task.CompletedTask
            : HoldAsync(request, Moment.After, $"{request.Method} {request.Path}");
    }

    /// <summary>Stops the next call that begins so and holds all these words, in its query or its body.</summary>
    /// <returns>Ends when the product stands there.</returns>
    public Task ArmAsync(Moment moment, string call, params string[] words)
    {
        var checkpoint = new Checkpoint(moment, call, words);
        armed[checkpoint] = 0;
        return checkpoint.Reached.Task;
    }

    private async Task HoldAsync(HttpRequest request, Moment moment, string call)
    {
        var text = Uri.UnescapeDataString(request.QueryString.Value ?? "");
        request.Body.Position = 0;
        text += await new StreamReader(request.Body).ReadToEndAsync();
        request.Body.Position = 0;
        if (armed.Keys.FirstOrDefault(checkpoint => checkpoint.Stops(moment, call, text)) is not { } reached || !armed.TryRemove(reached, out _))
            return;

        reached.Reached.SetResult();
        // Until the product is no more.
        await Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private sealed record Checkpoint(Moment Moment, string Call, string[] Words)
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Stops(Moment moment, string call, string text) =>
            moment == Moment && call.StartsWith(Call, StringComparison.Ordinal) && Words.All(word => text.Contains(word, StringComparison.Ordinal));
    }
}
