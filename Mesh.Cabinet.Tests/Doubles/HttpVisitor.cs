using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Mesh.Cabinet.Sandbox.Citizens;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>A person at a browser without scripts: keeps cookies, follows redirects, sends forms.</summary>
public sealed partial class HttpVisitor : IDisposable
{
    private const int MostRedirects = 15;
    private readonly HttpClient http;

    public HttpVisitor(RunningProduct product)
        : this(product.Cabinet)
    {
    }

    /// <param name="network">How servers are reached and trusted; null for as they are.</param>
    public HttpVisitor(Uri cabinet, SocketsHttpHandler? network = null)
    {
        network ??= new SocketsHttpHandler();
        (network.AllowAutoRedirect, network.CookieContainer) = (false, Cookies);
        http = new HttpClient(network) { BaseAddress = cabinet };
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Every address this browser asked for.</summary>
    public ConcurrentQueue<Uri> Visited { get; } = new();

    /// <summary>Every cookie that was set on the way, as the header wrote it.</summary>
    public ConcurrentQueue<string> SetCookies { get; } = new();

    /// <summary>One request and its answer; a redirect is not followed.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request);

    /// <summary>Opens an address, of the cabinet unless it names another, and goes where it leads.</summary>
    public async Task<Page> OpenAsync(string address) => await FollowAsync(await http.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute)));

    public async Task<Page> PostAsync(string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await FollowAsync(await http.PostAsync(new Uri(address, UriKind.RelativeOrAbsolute), form));
    }

    /// <summary>From the start of the sign-in to wherever the product leads.</summary>
    public Task<Page> SignInAsync(Citizen citizen, string start = "/sign-in/mos-ru") => SignInAsync(citizen.Login, citizen.Password, start);

    /// <summary>Types the password once more at mos.ru, which still knows the person.</summary>
    public Task<Page> ConfirmAsync(Citizen citizen, string back = "/cabinet/devices") =>
        SignInAsync(citizen, $"/sign-in/again?returnUrl={Uri.EscapeDataString(back)}");

    public async Task<Page> SignInAsync(string login, string password, string start = "/sign-in/mos-ru")
    {
        var page = await OpenAsync(start);
        return page.Address.AbsolutePath.EndsWith("/sign-in", StringComparison.Ordinal)
            ? await PostAsync(page.Address.ToString(), ("login", login), ("password", password))
            : page;
    }

    /// <summary>The token that every form of this session carries.</summary>
    public async Task<string> FormTokenAsync() => FormToken().Match((await OpenAsync("/support")).Text).Groups["token"].Value;

    /// <summary>Sends the password as the form of the activation does.</summary>
    /// <param name="confirmed">The changed login that the person confirmed; null if none was shown.</param>
    public async Task<Page> ActivateAsync(string password, string? confirmed = null) =>
        await ActivateAsync(await FormTokenAsync(), password, confirmed);

    public Task<Page> ActivateAsync(string formToken, string password, string? confirmed) =>
        PostAsync("/activation/password", ("__RequestVerificationToken", formToken), ("password", password), ("confirmed", confirmed ?? ""));

    public void Dispose() => http.Dispose();

    private async Task<Page> FollowAsync(HttpResponseMessage answer)
    {
        for (var redirects = 0; redirects < MostRedirects; redirects++)
        {
            var here = answer.RequestMessage!.RequestUri!;
            Visited.Enqueue(here);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
                SetCookies.Enqueue(cookie);
            if (answer.Headers.Location is not { } location)
                return new Page(here, answer.StatusCode, await answer.Content.ReadAsStringAsync());
            answer = await http.GetAsync(new Uri(here, location));
        }

        throw new InvalidOperationException($"The redirects never end: {answer.RequestMessage!.RequestUri}");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormToken();
}

/// <summary>What the person sees in the end.</summary>
public sealed record Page(Uri Address, HttpStatusCode Status, string Text)
{
    public string Path => Address.AbsolutePath;

    /// <summary>What the activation says went wrong; null if it says nothing.</summary>
    public string? Problem => Path == "/activation" && Address.Query.StartsWith("?problem=", StringComparison.Ordinal) ? Address.Query["?problem=".Length..] : null;
}
