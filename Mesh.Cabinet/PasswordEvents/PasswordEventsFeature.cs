using System.Net.Mime;
using System.Text;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Microsoft.Net.Http.Headers;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>Registers the receiver of mos.ru's security events (R49) and its two addresses.</summary>
internal static class PasswordEventsFeature
{
    /// <summary>Where mos.ru pushes events (RFC 8935).</summary>
    public const string PushPath = "/events/mos-ru";

    /// <summary>The public keys for which it encrypts a password (RFC 7517).</summary>
    public const string KeysPath = "/events/mos-ru/keys";

    /// <summary>In bytes; a password and its keys are a tenth of it.</summary>
    public const int MaxLength = 32 * 1024;

    private const string SecurityEventToken = "application/secevent+jwt";

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
        builder.Services.AddSingleton<SignedEvent>();
        builder.Services.AddSingleton<EventKeyStore>();
        builder.Services.AddHostedService<EventKeyUpkeep>();
        builder.Services.AddSingleton(new ProtectedColumn("EventKeys", "Id", "PrivateKeyProtected", ProtectedField.EventKey, "Id"));
        builder.Services.AddSingleton<ReceivedEventStore>();
        builder.Services.AddSingleton<AccountEmailStore>();
        builder.Services.AddSingleton<GosuslugiEmailStore>();
        builder.Services.AddSingleton<ISignInFollower>(services => services.GetRequiredService<GosuslugiEmailStore>());
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<GosuslugiEmailStore>());
        builder.Services.AddSingleton(new ProtectedColumn("GosuslugiEmails", "Subject", "EmailProtected", ProtectedField.Email, "Subject"));
        builder.Services.AddSingleton(new PersonalTable("GosuslugiEmails", "Subject", PersonalDataText.AccountEmails, Fate.Erased) { SubjectColumn = "Subject", SubjectProvider = CityProvider.Gosuslugi, Shown = ["EmailProtected", "ToldAt"] });
        builder.Services.AddSingleton<Matching.IAccountEmails, AccountEmails>();
        builder.Services.AddSingleton<ISignInFollower>(services => services.GetRequiredService<AccountEmailStore>());
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<AccountEmailStore>());
        builder.Services.AddSingleton(new ProtectedColumn("AccountEmails", "Subject", "EmailProtected", ProtectedField.Email, "Subject") { Index = "EmailIndex" });
        builder.Services.AddSingleton(new PersonalTable("AccountEmails", "Subject", PersonalDataText.AccountEmails, Fate.Erased) { SubjectColumn = "Subject", SubjectProvider = CityProvider.MosRu, Shown = ["EmailProtected", "ToldAt"] });
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

    private static async Task<IResult> ReceiveAsync(HttpRequest request, EventReceiver receiver, SecurityLog log, EventMetrics metrics, ShellMetrics limits, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(SecurityEventToken, StringComparison.OrdinalIgnoreCase))
            return Fault(request, "invalid_request", $"The body must be {SecurityEventToken}.");
        if (await ReadAsync(request, cancellation) is not { } token)
        {
            limits.LimitReached("events");
            return Fault(request, "invalid_request", $"The body must be a token of no more than {MaxLength} bytes.");
        }

        var answer = await receiver.ReceiveAsync(token, cancellation);
        metrics.Answered(answer);
        if (answer is not (PushAnswer.Accepted or PushAnswer.Unavailable))
            log.ForgedEvent(answer.ToString());
        return answer switch
        {
            PushAnswer.Accepted => Results.Accepted(),
            PushAnswer.InvalidKey => Fault(request, "invalid_key", $"The password opens by none of the keys at {KeysPath}."),
            PushAnswer.InvalidIssuer => Fault(request, "invalid_issuer", "The issuer is not the one of this stream."),
            PushAnswer.InvalidAudience => Fault(request, "invalid_audience", "The token is for somebody else."),
            PushAnswer.AuthenticationFailed => Fault(request, "authentication_failed", "The signature is by none of the transmitter's keys."),
            PushAnswer.Unavailable => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
            _ => Fault(request, "invalid_request", "The token is no Security Event Token, or tells of an event in a form that it does not have."),
        };
    }

    // A body may come in pieces, without its length. Null if it is longer than a token may be.
    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaxLength)
            return null;

        var body = new byte[MaxLength + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellation);
        return length > MaxLength ? null : Encoding.UTF8.GetString(body, 0, length).Trim();
    }

    // RFC 8935 §2.3. The description is not for people.
    private static IResult Fault(HttpRequest request, string error, string description)
    {
        request.HttpContext.Response.Headers.ContentLanguage = "en";
        return Results.Json(new { err = error, description }, contentType: MediaTypeNames.Application.Json, statusCode: StatusCodes.Status400BadRequest);
    }
}
