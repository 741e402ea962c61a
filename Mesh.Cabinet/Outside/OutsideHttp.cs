using System.Diagnostics;

namespace Mesh.Cabinet.Outside;

/// <summary>
/// How other systems are spoken to over HTTP: waited for a bounded time and read to a bounded length. No redirect is followed: it
/// would carry a password and our client's secret to whatever address the answer names.
/// </summary>
internal static class OutsideHttp
{
    /// <summary>In bytes; no answer that means anything comes near to it.</summary>
    public const int MaxAnswer = 1024 * 1024;

    // Names of hosts may come to mean other addresses while the program runs.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>A client for what keeps one for good.</summary>
    /// <param name="handler">What its requests go through.</param>
    public static HttpClient NewClient(HttpMessageHandler handler)
    {
        var http = new HttpClient(handler);
        Bound(http);
        return http;
    }

    /// <summary>The same for every client that the framework makes.</summary>
    public static void BoundAll(IServiceCollection services) => services.ConfigureHttpClientDefaults(client =>
        client.ConfigurePrimaryHttpMessageHandler(NewHandler).ConfigureHttpClient(Bound));

    /// <summary>The way out itself.</summary>
    public static SocketsHttpHandler NewHandler() =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = ConnectionLifetime,
            // Which of our traces a request belongs to is nothing to others, nor what somebody has put into its baggage.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        };

    private static void Bound(HttpClient http) => (http.Timeout, http.MaxResponseContentBufferSize) = (OutsideFeature.Patience, MaxAnswer);
}
