using System.Collections.Concurrent;
using System.Net.Http.Json;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(SpokenProduct))]

namespace Mesh.Cabinet.Tests.Database;

/// <summary>A statement, and the path of the request in which it was asked; null behind all requests.</summary>
internal sealed record Spoken(string? Path, string Sql);

/// <summary>
/// Rides along with a product as SQL Server would stand behind it: a stand-in hears every statement of the whole program, and fails those that
/// the server would refuse. It tells at an address of its own what was asked since it was asked last.
/// </summary>
internal sealed class SpokenProduct : IHostingStartup
{
    /// <summary>The environment's name that turns it on.</summary>
    private const string Switch = "MESH_STAND_IN";

    private const string Address = "/stand-in";
    private static readonly AsyncLocal<string?> Path = new();
    private readonly ConcurrentQueue<Spoken> spoken = new();

    /// <summary>Starts a product, with its city, that stands on a stand-in.</summary>
    public static Task<RunningProduct> StartAsync(params (string Key, string Value)[] settings)
    {
        var place = new ProductPlace(
            Directory.CreateTempSubdirectory("mesh-cabinet-").FullName,
            new Uri($"http://localhost:{RunningProduct.FreePort()}"), new Uri($"http://localhost:{RunningProduct.FreePort()}"));
        var start = RunningProduct.Command([], place.Folder, place.Cabinet.Port, place.City.Port, AppContext.BaseDirectory);
        start.Environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = $"Mesh.Cabinet.Sandbox;{typeof(SpokenProduct).Assembly.GetName().Name}";
        start.Environment[Switch] = "true";
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        return RunningProduct.StartAsync(start, place);
    }

    /// <summary>What a product was heard to say since it was asked last.</summary>
    public static async Task<IReadOnlyList<Spoken>> HearAsync(RunningProduct product)
    {
        using var http = new HttpClient { BaseAddress = product.Cabinet };
        return (await http.GetFromJsonAsync<List<Spoken>>(Address))!;
    }

    public void Configure(IWebHostBuilder builder)
    {
        if (Environment.GetEnvironmentVariable(Switch) is null)
            return;

        var server = new StandInServer { Connections = 8 };
        server.Heard = asked => spoken.Enqueue(new Spoken(Path.Value, asked.Sql));
        builder.ConfigureServices(services => services.AddSingleton(server.Database).AddSingleton<IStartupFilter>(new Listening(spoken)));
    }

    private sealed class Listening(ConcurrentQueue<Spoken> spoken) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => site =>
        {
            site.Use(async (http, rest) =>
            {
                if (http.Request.Path != Address)
                {
                    Path.Value = http.Request.Path;
                    await rest(http);
                    return;
                }

                var since = new List<Spoken>();
                while (spoken.TryDequeue(out var one))
                    since.Add(one);
                await http.Response.WriteAsJsonAsync(since);
            });
            next(site);
        };
    }
}
