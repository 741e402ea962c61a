using Mesh.Cabinet.Shell;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>Registers the receiver of mos.ru's security events (R49) and its two addresses.</summary>
internal static class PasswordEventsFeature
{
    /// <summary>Where mos.ru pushes events (RFC 8935).</summary>
    public const string PushPath = "/events/mos-ru";

    /// <summary>The public keys for which it encrypts a password (RFC 7517).</summary>
    public const string KeysPath = "/events/mos-ru/keys";

    private const int MaxLength = 32 * 1024;

    public static WebApplicationBuilder AddPasswordEvents(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EventKeyStore>();
        builder.Services.AddSingleton<ReceivedEventStore>();
        builder.Services.AddScoped<EventReceiver>();
        return builder;
    }

    public static void MapPasswordEvents(this WebApplication app)
    {
        app.MapPost(PushPath, ReceiveAsync);
        app.MapGet(KeysPath, async (EventKeyStore keys, CancellationToken cancellation) =>
            Results.Json(new { keys = (await keys.FindAsync(cancellation)).Select(Describe) }));
    }

    private static async Task<IResult> ReceiveAsync(HttpRequest request, EventReceiver receiver, SecurityLog log, CancellationToken cancellation)
    {
        if (request.ContentType?.StartsWith("application/secevent+jwt", StringComparison.OrdinalIgnoreCase) != true || request.ContentLength is null or > MaxLength)
            return Fault("invalid_request");

        using var reader = new StreamReader(request.Body);
        var answer = await receiver.ReceiveAsync(await reader.ReadToEndAsync(cancellation), cancellation);
        if (answer is not (PushAnswer.Accepted or PushAnswer.Unavailable))
            log.ForgedEvent(answer.ToString());
        return answer switch
        {
            PushAnswer.Accepted => Results.Accepted(),
            PushAnswer.InvalidKey => Fault("invalid_key"),
            PushAnswer.InvalidIssuer => Fault("invalid_issuer"),
            PushAnswer.InvalidAudience => Fault("invalid_audience"),
            PushAnswer.AuthenticationFailed => Fault("authentication_failed"),
            PushAnswer.Unavailable => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
            _ => Fault("invalid_request"),
        };
    }

    // RFC 8935 §2.3. The description is not for people.
    private static IResult Fault(string error) => Results.Json(new { err = error, description = error }, statusCode: StatusCodes.Status400BadRequest);

    private static object Describe(RsaSecurityKey key)
    {
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(key);
        return new { kty = jwk.Kty, kid = jwk.Kid, use = "enc", alg = "RSA-OAEP", n = jwk.N, e = jwk.E };
    }
}
