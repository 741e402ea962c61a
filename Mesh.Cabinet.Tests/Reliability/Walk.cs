namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>A person who signs in, activates and then looks at the cabinet again and again, and what failed on the way.</summary>
/// <param name="door">How many may be on their way in at a time.</param>
/// <param name="pause">Between two looks at the cabinet.</param>
internal sealed class Walk(Visit visit, SemaphoreSlim door, TimeSpan pause)
{
    private const int MostTries = 5;
    private static readonly TimeSpan BeforeRepeating = TimeSpan.FromMilliseconds(300);

    public int Requests { get; private set; }

    public List<string> Failures { get; } = [];

    /// <summary>Whether the person stood in the cabinet at last, however often something had to be repeated.</summary>
    public bool IsIn { get; private set; }

    /// <param name="over">When nobody needs to look any longer; whoever is not activated yet still is, and looks once.</param>
    public async Task GoAsync(TimeSpan after, CancellationToken over)
    {
        await Task.Delay(after, CancellationToken.None);
        if (!await ComeInAsync())
            return;
        do
        {
            await Task.Delay(pause, over).ContinueWith(_ => { }, TaskScheduler.Default);
            IsIn = await TryAsync("cabinet", LooksAsync);
        }
        while (IsIn && !over.IsCancellationRequested);
    }

    private async Task<bool> ComeInAsync()
    {
        await door.WaitAsync(CancellationToken.None);
        try
        {
            return await TryAsync("sign-in", ComesAsync) && await TryAsync("password", async () => await visit.TypeAsync());
        }
        finally
        {
            door.Release();
        }
    }

    // Who has failed so often goes home, and the test says why.
    private async Task<bool> TryAsync(string what, Func<Task<string?>> deed)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await DoAsync(what, deed))
                return true;
            await Task.Delay(BeforeRepeating, CancellationToken.None);
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
        Failures.Add($"{DateTime.UtcNow:HH:mm:ss.fff} {what}: {problem}");
        return false;
    }

    private async Task<string?> ComesAsync()
    {
        await visit.ComeAsync();
        return null;
    }

    // Whose session has ended is led away.
    private async Task<string?> LooksAsync() => await visit.Browser.OpenAsync("/cabinet") is var page && page is { Path: "/cabinet", Status: System.Net.HttpStatusCode.OK }
        ? null
        : $"{(int)page.Status} {page.Path}";
}
