using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>Services that are told of ended sessions, and answer when the test lets them.</summary>
internal sealed class ToldServices : IAsyncDisposable
{
    private readonly WebApplication site;
    private readonly int port = RunningProduct.FreePort();

    private ToldServices()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        site = builder.Build();
        site.Run(TakeAsync);
    }

    /// <summary>Every word that came, and whether it was answered well.</summary>
    public ConcurrentQueue<(string Service, JsonWebToken Token, bool IsAnswered)> Heard { get; } = new();

    /// <summary>Asked with the service's name; false is a 500.</summary>
    public Func<string, Task<bool>> IsAnswered { get; set; } = _ => Task.FromResult(true);

    public static async Task<ToldServices> StartAsync()
    {
        var services = new ToldServices();
        await services.site.StartAsync();
        return services;
    }

    public string At(string service) => $"http://localhost:{port}/{service}";

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        var (service, token) = (http.Request.Path.Value![1..], new JsonWebToken((await http.Request.ReadFormAsync())["logout_token"]));
        var isAnswered = await IsAnswered(service);
        Heard.Enqueue((service, token, isAnswered));
        http.Response.StatusCode = isAnswered ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError;
    }
}
