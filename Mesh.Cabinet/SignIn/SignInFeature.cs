using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Mesh.Cabinet.SignIn;

/// <summary>Registers the two doors of the city, sessions and the way in and out.</summary>
internal static class SignInFeature
{
    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var isDevelopment = builder.Environment.IsDevelopment();
        var authentication = builder.Services.AddAuthentication(SessionCookie.Scheme);
        foreach (var (provider, path) in CityScheme.Doors)
            authentication.AddDoor(provider, path, withCookie: provider == CityProvider.MosRu, isDevelopment, configuration);
        builder.Services.AddSingleton<IAuthenticationSchemeProvider, SchemesWithAddresses>();
        builder.Services.AddAuthorization();

        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddSingleton<OpenSessionsStore>();
        builder.Services.AddSingleton<IHoldings, SessionHoldingsStore>();
        builder.Services.AddSingleton<DeviceSignIn>();
        builder.Services.AddSingleton<CurrentSession>();
        builder.Services.AddSingleton<ISessions>(services => services.GetRequiredService<CurrentSession>());
        builder.Services.AddSingleton<SignInLog>();
        builder.Services.AddHistory("signed-in", provider => provider == CityProvider.Gosuslugi ? SignInText.HistoryByGosuslugi : SignInText.HistoryByMosRu);
        builder.Services.AddHistory("signed-in-by-device", name => string.Format(SignInText.HistorySignedInByDevice, name));
        builder.Services.AddHistory("session-ended", _ => SignInText.HistorySessionEnded);
        builder.Services.AddHistory("left-everywhere", _ => SignInText.HistoryLeftEverywhere);
        builder.Services.AddScoped<CircuitHandler, SessionRevalidation>();
        return builder;
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.MapSignInEndpoints();
        app.MapSessionEndpoints();
        app.MapStart();
    }
}
