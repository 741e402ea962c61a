using System.Globalization;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Net.Http.Headers;

namespace Mesh.Cabinet.SignIn;

/// <summary>
/// On a computer that is not the person's a page that nobody does anything on leaves by itself. An interactive page is ended by the server
/// (<see cref="SessionWatch"/>); a static one is told when to go.
/// </summary>
internal static class SharedComputer
{
    private const string Refresh = "Refresh";

    // The page is a little older than the deed by which it was asked for.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(2);

    public static void LeaveWhenIdle(HttpContext http, TimeSpan idle)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || IsInteractive(http))
            return;

        http.Response.OnStarting(() =>
        {
            if (http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true && !http.Response.Headers.ContainsKey(HeaderNames.Location))
            {
                var back = Uri.EscapeDataString($"{http.Request.Path}{http.Request.QueryString}");
                http.Response.Headers[Refresh] = string.Create(CultureInfo.InvariantCulture, $"{(int)(idle + Leeway).TotalSeconds};url={SignInAddress.Over}?returnUrl={back}");
            }

            return Task.CompletedTask;
        });
    }

    private static bool IsInteractive(HttpContext http) =>
        http.GetEndpoint()?.Metadata is { } metadata && metadata.GetMetadata<ComponentTypeMetadata>() is not null && metadata.GetMetadata<ExcludeFromInteractiveRoutingAttribute>() is null;
}
