using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mesh.Cabinet.Bench.Limits;

/// <summary>A SignalR hub and nothing else: it sends back what it is sent. No click can be faster.</summary>
internal static class BareHub
{
    public const string Name = "bare-hub";
    public const string Path = "/hub";
    public const string Answer = "answer";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR().AddMessagePackProtocol();
        await using var app = builder.Build();
        app.MapGet("/", () => "ready");
        app.MapHub<Echo>(Path);
        await app.RunAsync();
    }

    internal sealed class Echo : Hub
    {
        public Task Say(string text) => Clients.Caller.SendAsync(Answer, text);
    }
}
