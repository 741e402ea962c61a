namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>A person who signs in, activates and then looks at the cabinet again and again, and what failed on the way.</summary>
internal sealed class Walk(Visit visit)
{
    private const int MostTries = 5;
    private static readonly TimeSpan Reading = TimeSpan.FromMilliseconds(300);

    public int Requests { get; private set; }

    public List<string> Failures { get; } = [];

    /// <param name="over">When nobody needs to look any longer; whoever is not activated yet still is.</param>
    public async Task GoAsync(TimeSpan after, CancellationToken over)
    {
        await Task.Delay(after, CancellationToken.None);
        if (!await TryAsync("sign-in", ComesAsync) || !await TryAsync("password", async () => await visit.TypeAsync()))
            return;
        while (!over.IsCancellationRequested)
        {
            await DoAsync("cabinet", LooksAsync);
            await Task.Delay(Reading, CancellationToken.None);
        }
    }

    // Who has failed so often goes home, and the test says why.
    private async Task<bool> TryAsync(string what, Func<Task<string?>> deed)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await DoAsync(what, deed))
                return true;
            await Task.Delay(Reading, CancellationToken.None);
        }

        return false;
    }

    private async Task<bool> DoAsync(string what, Func<Task<string?>> deed)
    {
        Requests++;
        string? problem;
        try
        {
            problem = await deed();
        }
        catch (Exception failure) when (failure is HttpRequestException or ShouldAssertException)
        {
            problem = failure.Message;
        }

        if (problem is null)
            return true;
        Failures.Add($"{what}: {problem}");
        return false;
    }

    private async Task<string?> ComesAsync()
    {
        await visit.ComeAsync();
        return null;
    }

    // Whose session has ended is led away.
    private async Task<string?> LooksAsync() => await visit.Browser.OpenAsync("/cabinet") is { Path: "/cabinet", Status: System.Net.HttpStatusCode.OK }
        ? null
        : "the cabinet was not there";
}
