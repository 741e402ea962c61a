using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>Stands between the product and the sandbox city, passes everything on and makes trouble where a test asks for it.</summary>
public sealed class Middleman : IAsyncDisposable
{
    private static readonly TimeSpan LongerThanPatience = TimeSpan.FromSeconds(7);
    private const int Bulk = 2 * 1024 * 1024;
    private const string Moved = "moved";
    private static readonly string[] OfOneHop = ["Transfer-Encoding", "Connection", "Keep-Alive", "Content-Length"];

    private readonly WebApplication site;
    private readonly HttpClient onward = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly ConcurrentDictionary<string, (Trouble Trouble, bool AtWrites)> troubles = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> calls = new();

    private Middleman(WebApplication site, Uri address)
    {
        this.site = site;
        Address = address;
        site.Run(HandleAsync);
    }

    public Uri Address { get; }

    /// <summary>Where everything is passed on to.</summary>
    public Uri? Target { get; set; }

    /// <summary>Whether the target is asked under the middleman's name, and so writes addresses that lead back through here.</summary>
    public bool KeepsHost { get; set; } = true;

    /// <summary>Runs before a request is passed on; a request that was given up meanwhile goes no further.</summary>
    public Func<HttpRequest, Task> BeforePassing { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs when the target has answered, before the answer is passed back.</summary>
    public Func<HttpRequest, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    /// <summary>What is made of an answer's text on its way back, by the path that was asked.</summary>
    public Func<string, string, string> Rewrite { get; set; } = (_, text) => text;

    public static async Task<Middleman> StartAsync()
    {
        var port = RunningProduct.FreePort();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        var middleman = new Middleman(builder.Build(), new Uri($"http://localhost:{port}"));
        await middleman.site.StartAsync();
        return middleman;
    }

    /// <summary>Makes trouble under a path until the answer of this call is disposed.</summary>
    /// <param name="atWrites">Only of what changes something: what is looked up before it goes through.</param>
    public IDisposable Makes(Trouble trouble, string path, bool atWrites = false)
    {
        troubles[path] = (trouble, atWrites);
        return new Cleared(() => troubles.TryRemove(path, out _));
    }

    /// <summary>Changes the JSON that is answered at a path until the result is disposed.</summary>
    public IDisposable Rewrites(string path, Action<JsonObject> change)
    {
        Rewrite = (asked, text) =>
        {
            if (asked != path)
                return text;
            var answer = JsonNode.Parse(text)!.AsObject();
            change(answer);
            return answer.ToJsonString();
        };
        return new Cleared(() => Rewrite = (_, text) => text);
    }

    /// <summary>Whether a request makes this person's account in the directory: the product looks at the directory by itself too, and tries what it may do there.</summary>
    public static async Task<bool> MakesAccountAsync(HttpRequest request, string login)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.Path.StartsWithSegments("/scim", StringComparison.Ordinal))
            return false;
        request.Body.Position = 0;
        using var text = new StreamReader(request.Body, leaveOpen: true);
        return JsonNode.Parse(await text.ReadToEndAsync()) is JsonObject user && (string?)user["userName"] == login;
    }

    /// <summary>How many requests came to this path so far.</summary>
    public int CallsTo(string path) => calls.Count(call => call == path);

    public async ValueTask DisposeAsync()
    {
        await site.StopAsync(new CancellationToken(canceled: true));
        await site.DisposeAsync();
        onward.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        calls.Enqueue(http.Request.Path.Value!);
        var trouble = troubles.Where(pair => http.Request.Path.StartsWithSegments(pair.Key, StringComparison.Ordinal) && !(pair.Value.AtWrites && HttpMethods.IsGet(http.Request.Method)))
            .Select(pair => (Trouble?)pair.Value.Trouble).FirstOrDefault();
        switch (trouble)
        {
            case Trouble.Refused:
                http.Abort();
                return;
            case Trouble.Broken:
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            case Trouble.Unavailable:
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            case Trouble.Rubbish:
                http.Response.ContentType = "text/html; charset=no-such-charset";
                await http.Response.WriteAsync("<html>Ведутся работы", Encoding.UTF8);
                return;
            case Trouble.Empty:
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync("{}");
                return;
            case Trouble.Elsewhere when !http.Request.Query.ContainsKey(Moved):
                http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
                http.Response.Headers.Location = http.Request.GetEncodedPathAndQuery() + (http.Request.QueryString.HasValue ? "&" : "?") + Moved + "=1";
                return;
            case Trouble.Slow:
                await Task.Delay(LongerThanPatience, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                if (http.RequestAborted.IsCancellationRequested)
                    return;
                break;
        }

        await PassOnAsync(http, isCut: trouble is Trouble.Cut, isBulky: trouble is Trouble.Bulky);
    }

    private async Task PassOnAsync(HttpContext http, bool isCut, bool isBulky)
    {
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(Target!, http.Request.GetEncodedPathAndQuery()));
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        http.Request.Body = body;
        body.Position = 0;
        await BeforePassing(http.Request);
        if (http.RequestAborted.IsCancellationRequested)
            return;
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, value) in http.Request.Headers.Where(header => !OfOneHop.Contains(header.Key) && (KeepsHost || header.Key != "Host")))
        {
            // Host too: the city takes its issuer and its addresses from it.
            if (!request.Headers.TryAddWithoutValidation(name, value.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
        }

        using var answer = await onward.SendAsync(request);
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
        var content = Encoding.UTF8.GetBytes(Rewrite(http.Request.Path.Value!, text) + (isBulky ? new string(' ', Bulk) : ""));
        await BeforeAnswer(http.Request);
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfOneHop.Contains(header.Key)))
            http.Response.Headers[name] = values.ToArray();
        if (answer.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
            http.Response.ContentLength = content.Length;
        await http.Response.Body.WriteAsync(isCut ? content.AsMemory(0, content.Length / 2) : content);
        if (!isCut)
            return;

        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    private sealed class Cleared(Action clear) : IDisposable
    {
        public void Dispose() => clear();
    }
}
