using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// How often a browser, a session and an address may send something (E55), by ASP.NET Core's rate limiter. Hundreds of schools come
/// through one address, so an address is no measure of a person: its bound lies far above theirs. Signing in is bounded by what the
/// node bears. docs/security.md has them all in one table.
/// </summary>
internal static class Limits
{
    /// <summary>The policy of what signs people in: beyond it the node is full, whoever comes.</summary>
    public const string SignIn = "sign-in";

    /// <summary>No form of this site comes near to it.</summary>
    public const int MaxBodySize = 128 * 1024;

    public const int FormsOfSession = 120;
    public const int FormsOfBrowser = 30;
    public const int FormsOfAddress = 6_000;
    public const int LettersOfSession = 10;
    public const int LettersOfBrowser = 5;
    public const int LettersOfAddress = 300;
    public const int SignInsAtOnce = 256;
    public const int SignInsWaiting = 2_000;

    private const string LettersPath = "/support";

    // Services ask there with proofs of their own, thousands a second from a few addresses: none of it is a person's form.
    private const string ServicesPath = "/connect";

    private static readonly TimeSpan FormsWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LettersWindow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromMinutes(1);

    // An IPv6 subscriber has a whole /64.
    private const int PrefixLength = 8;

    public static void AddLimits(this IServiceCollection services, int signInsAtOnce = SignInsAtOnce, int signInsWaiting = SignInsWaiting) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                Bound(FormsOfSession, FormsWindow, http => IsForm(http) ? SessionOf(http) : null),
                Bound(FormsOfBrowser, FormsWindow, http => IsForm(http) && SessionOf(http) is null ? BrowserOf(http) : null),
                Bound(FormsOfAddress, FormsWindow, http => IsForm(http) && SessionOf(http) is null ? AddressOf(http) : null),
                Bound(LettersOfSession, LettersWindow, http => IsLetter(http) ? SessionOf(http) : null),
                Bound(LettersOfBrowser, LettersWindow, http => IsLetter(http) && SessionOf(http) is null ? BrowserOf(http) : null),
                Bound(LettersOfAddress, LettersWindow, http => IsLetter(http) && SessionOf(http) is null ? AddressOf(http) : null));
            limiter.AddConcurrencyLimiter(SignIn, all => (all.PermitLimit, all.QueueLimit, all.QueueProcessingOrder) = (signInsAtOnce, signInsWaiting, QueueProcessingOrder.OldestFirst));
            limiter.OnRejected = RejectAsync;
        });

    /// <summary>Whether a request is bounded before anybody asks who it is: what signs in.</summary>
    public static bool AreOnSignIn(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null;

    /// <summary>Whether a request is bounded by its session: what only looks is not.</summary>
    public static bool AreOnForm(HttpContext http) => HttpMethods.IsPost(http.Request.Method) && !AreOnSignIn(http);

    /// <summary>A body could not be read: if it was because there is too much of it, a limit was reached.</summary>
    public static void TellOfTooBig(HttpContext http, Exception? failure)
    {
        if (failure is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
            http.RequestServices.GetRequiredService<ShellMetrics>().LimitReached("bodies");
    }

    /// <summary>Who is not one person but many behind one address: for IPv6 the subscriber's network.</summary>
    internal static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, PrefixLength)) : address.ToString();
    }

    private static PartitionedRateLimiter<HttpContext> Bound(int most, TimeSpan window, Func<HttpContext, string?> keyOf) =>
        PartitionedRateLimiter.Create<HttpContext, string>(http => keyOf(http) is { } key
            ? RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = window })
            : RateLimitPartition.GetNoLimiter(""));

    // A circuit without WebSockets sends a POST for each event; circuits have bounds of their own.
    private static bool IsForm(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && !http.Request.Path.StartsWithSegments(CircuitGuard.Path, StringComparison.OrdinalIgnoreCase)
        && !http.Request.Path.StartsWithSegments(ServicesPath, StringComparison.OrdinalIgnoreCase);

    private static bool IsLetter(HttpContext http) => HttpMethods.IsPost(http.Request.Method) && http.Request.Path.StartsWithSegments(LettersPath, StringComparison.OrdinalIgnoreCase);

    private static string? SessionOf(HttpContext http) => http.User.FindFirst(Session.IdClaim)?.Value;

    // Every page with a form gives the browser this cookie; who throws it away each time is bounded by the address.
    private static string? BrowserOf(HttpContext http) => http.Request.Cookies[http.RequestServices.GetRequiredService<OwnCookies>().Form];

    private static ValueTask RejectAsync(OnRejectedContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        // What counts in a window says when that ends; a node that is full cannot say when it will be less so.
        var isCrowded = !context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        response.StatusCode = isCrowded ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status429TooManyRequests;
        context.HttpContext.RequestServices.GetService<SecurityLog>()?.TooMuch(response.StatusCode, isCrowded ? "sign_ins" : IsLetter(context.HttpContext) ? "letters" : "forms");
        response.Headers[HeaderNames.RetryAfter] = $"{(int)Math.Ceiling((isCrowded ? TryAgainIn : wait).TotalSeconds)}";
        return ValueTask.CompletedTask;
    }
}
