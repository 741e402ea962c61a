using System.Collections.Concurrent;
using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mesh.Cabinet.Bench.Limits;

/// <summary>Kestrel and nothing else: it gives back the bytes that were put at an address. No page can cost less.</summary>
internal static class BareBytes
{
    public const string Name = "bare-bytes";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var pages = new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);
        app.Run(http => HttpMethods.IsPut(http.Request.Method) ? PutAsync(http, pages) : Get(http, pages));
        await app.RunAsync();
    }

    private static async Task PutAsync(HttpContext http, ConcurrentDictionary<string, byte[]> pages)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        pages[http.Request.Path] = body.ToArray();
    }

    private static Task Get(HttpContext http, ConcurrentDictionary<string, byte[]> pages)
    {
        if (!pages.TryGetValue(http.Request.Path, out var page))
            return Task.CompletedTask;

        http.Response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        http.Response.ContentLength = page.Length;
        return http.Response.Body.WriteAsync(page).AsTask();
    }
}
