using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

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
        var section = builder.Configuration.GetSection(EventOptions.Section);
        builder.Services.AddOptions<EventOptions>().Bind(section);
        // A value that is not of its type is named by the binder.
        builder.Services.AddSingleton(new SettingsCheck(() =>
        {
            section.Get<EventOptions>();
            return [];
        }));
        builder.Services.AddSingleton<EventKeyStore>();
        builder.Services.AddHostedService<EventKeyUpkeep>();
        builder.Services.AddSingleton(new ProtectedColumn("EventKeys", "Id", "PrivateKeyProtected", ProtectedField.EventKey, "Id"));
        builder.Services.AddSingleton<ReceivedEventStore>();
        builder.Services.AddScoped<EventReceiver>();
        builder.Services.AddSingleton<EventMetrics>();
        builder.Services.AddSingleton(services => services.GetRequiredService<EventMetrics>().Waiting);
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<EventKeyStore>());
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<ReceivedEventStore>());
        return builder;
    }

    public static void MapPasswordEvents(this WebApplication app)
    {
        app.MapPost(PushPath, ReceiveAsync);
        app.MapGet(KeysPath, async (EventKeyStore keys, CancellationToken cancellation) =>
            Results.Json(new { keys = (await keys.PublishedAsync(cancellation)).Select(key => key.Describe()) }));
    }

    private static async Task<IResult> ReceiveAsync(HttpRequest request, EventReceiver receiver, SecurityLog log, EventMetrics metrics, CancellationToken cancellation)
    {
        if (request.ContentType?.StartsWith("application/secevent+jwt", StringComparison.OrdinalIgnoreCase) != true || request.ContentLength is null or > MaxLength)
            return Fault("invalid_request");

        using var reader = new StreamReader(request.Body);
        var answer = await receiver.ReceiveAsync(await reader.ReadToEndAsync(cancellation), cancellation);
        metrics.Answered(answer);
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
}
