using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Mesh.Cabinet.Bench.Servers;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.WebUtilities;

namespace Mesh.Cabinet.Bench.Clients;

/// <summary>How somebody's wish to sign in ended.</summary>
internal enum Arrival
{
    SignedIn,

    /// <summary>With the page that says so, and when to come again.</summary>
    AskedToWait,

    /// <summary>By any other answer.</summary>
    Failed,

    /// <summary>Without an answer.</summary>
    CutOff,
}

/// <summary>People who sign in, each anew and on a connection of their own: the question, and mos.ru's answer.</summary>
internal sealed class Arrivals(ServerProcess server) : IDisposable
{
    private readonly ConcurrentQueue<(Arrival How, TimeSpan After)> ended = [];
    private string? fault;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(5) };

    public int Count(Arrival how) => ended.Count(arrival => arrival.How == how);

    /// <summary>How long those waited who were asked to come again.</summary>
    public IReadOnlyList<double> Refusals => [.. ended.Where(arrival => arrival.How is Arrival.AskedToWait).Select(arrival => arrival.After.TotalMilliseconds)];

    /// <exception cref="InvalidOperationException">Somebody got an answer that nobody should get, or none.</exception>
    public void ShouldBeWell()
    {
        if (fault is not null)
            throw new InvalidOperationException($"{Count(Arrival.Failed)} sign-ins failed and {Count(Arrival.CutOff)} were cut off; the first: {fault}\n{server.Output[^Math.Min(server.Output.Length, 2000)..]}");
    }

    public async Task ComeAsync()
    {
        var start = Stopwatch.GetTimestamp();
        Arrival how;
        try
        {
            how = await SignInAsync();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or TaskCanceledException)
        {
            (how, fault) = (Arrival.CutOff, fault ?? failure.Message);
        }

        ended.Enqueue((how, Stopwatch.GetElapsedTime(start)));
    }

    public void Dispose() => http.Dispose();

    private async Task<Arrival> SignInAsync()
    {
        using var asked = await http.GetAsync(new Uri("/sign-in/mos-ru", UriKind.Relative));
        if (asked.Headers.Location is not { IsAbsoluteUri: true } door || !asked.Headers.TryGetValues("Set-Cookie", out var cookies))
            return Failed(asked);

        var question = QueryHelpers.ParseQuery(door.Query);
        var back = QueryHelpers.AddQueryString("/sign-in/mos-ru/callback", new Dictionary<string, string?> { ["code"] = question["nonce"], ["state"] = question["state"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, back);
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode is HttpStatusCode.Found && answer.Headers.TryGetValues("Set-Cookie", out var given) && given.Any(cookie => cookie.StartsWith("mesh.session=", StringComparison.Ordinal)))
            return Arrival.SignedIn;
        return answer is { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: not null } && (await answer.Content.ReadAsStringAsync()).Contains(ShellText.CrowdedTitle, StringComparison.Ordinal)
            ? Arrival.AskedToWait
            : Failed(answer);
    }

    private Arrival Failed(HttpResponseMessage answer)
    {
        fault ??= $"{(int)answer.StatusCode} {answer.RequestMessage!.RequestUri!.AbsolutePath} {answer.Headers.Location}";
        return Arrival.Failed;
    }
}
