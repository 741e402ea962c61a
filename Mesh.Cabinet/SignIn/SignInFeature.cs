using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Mesh.Cabinet.SignIn;

/// <summary>Registers the two doors of the city, sessions and the way in and out.</summary>
internal static class SignInFeature
{
    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var authentication = builder.Services.AddAuthentication(SessionCookie.Scheme);
        foreach (var (provider, path) in CityScheme.OpenDoors(configuration))
            authentication.AddDoor(provider, path, withCookie: provider == CityProvider.MosRu, configuration);
        builder.Services.AddOptions<CookieAuthenticationOptions>(SessionCookie.Scheme).Configure<OwnCookies>(
            (session, cookies) => (session.Cookie.Name, session.Cookie.SecurePolicy) = (cookies.Session, cookies.SecurePolicy));
        builder.Services.AddAuthorization(WorthPolicy.Add);
        builder.Services.AddSingleton<IAuthorizationHandler, WorthHandler>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, AskForMore>();

        builder.Services.AddOptions<SessionOptions>().Bind(configuration.GetSection("Sessions"));
        builder.Services.AddSingleton(new SettingsCheck(() => (configuration.GetSection("Sessions").Get<SessionOptions>() ?? new()).Faults()));
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddSingleton(new ProtectedColumn("Sessions", "Id", "ProfileProtected", ProtectedField.Profile, "Provider", "Subject"));
        builder.Services.AddSingleton(new ProtectedColumn("Sessions", "Id", "IdTokenProtected", ProtectedField.IdToken, "Provider", "Subject"));
        builder.Services.AddSingleton(new PersonalTable("KnownBrowsers", "SeenAt", PersonalDataText.KnownBrowsers, Fate.Erased) { AccountColumn = "Account", Shown = ["SeenAt", "ToldAt", "EndedAt"] });
        builder.Services.AddSingleton(new PersonalTable("Sessions", "Id", PersonalDataText.Sessions, Fate.Erased) { HasAccount = true, Shown = ["Provider", "Subject", "ProfileProtected", "Device", "SignedInAt", "SeenAt", "ExpiresAt"] });
        builder.Services.AddSingleton<EndingStore>();
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<EndingStore>());
        builder.Services.AddSingleton<KnownBrowserStore>();
        builder.Services.AddSingleton<ISignInFollower>(services => services.GetRequiredService<KnownBrowserStore>());
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<KnownBrowserStore>());
        builder.Services.AddSingleton<Arrivals>();
        builder.Services.AddSingleton<BrowserSession>();
        builder.Services.AddSingleton<IDistrust, Distrust>();
        builder.Services.AddSingleton<SessionEnding>();
        builder.Services.AddSingleton<OpenSessionsStore>();
        builder.Services.AddSingleton<IHoldings, SessionHoldingsStore>();
        builder.Services.AddSingleton<CurrentSession>();
        builder.Services.AddSingleton<ISessions>(services => services.GetRequiredService<CurrentSession>());
        builder.Services.AddSingleton<IPanelSessions, PanelSessions>();
        builder.Services.AddSingleton<SignInLog>();
        builder.Services.AddSingleton<SignInMetrics>();
        builder.Services.AddHistory("signed-in", provider => provider == CityProvider.Gosuslugi ? SignInText.HistoryByGosuslugi : SignInText.HistoryByMosRu);
        builder.Services.AddHistory("signed-in-by-device", name => string.Format(SignInText.HistorySignedInByDevice, name));
        builder.Services.AddHistory("signed-in-on-panel", title => string.Format(SignInText.HistorySignedInOnPanel, title));
        builder.Services.AddHistory("session-ended", _ => SignInText.HistorySessionEnded);
        builder.Services.AddHistory("left-everywhere", _ => SignInText.HistoryLeftEverywhere);
        builder.Services.AddHistory("distrusted", Distrust.Words);
        builder.Services.AddScoped<CircuitHandler, CircuitSession>();
        builder.Services.AddHostedService<SessionWatch>();
        builder.Services.AddSingleton<ILetterMatters, SignInMatters>();
        return builder;
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.MapOpenPage<LandingPage>("/");
        app.MapSignInEndpoints();
        app.MapSessionEndpoints();
        app.MapStart();
    }
}
