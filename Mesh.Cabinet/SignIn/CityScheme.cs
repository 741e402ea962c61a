using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mesh.Cabinet.SignIn;

/// <summary>
/// One door of the city as an OpenID Connect scheme: authorization code with PKCE, answered in the query. Microsoft.Identity.Web
/// is made for Entra; what it assumes about that is taken back here.
/// </summary>
internal static class CityScheme
{
    /// <summary>The city's doors, each with what stands for it in addresses.</summary>
    public static readonly IReadOnlyList<(string Provider, string Path)> Doors = [(CityProvider.MosRu, "mos-ru"), (CityProvider.Gosuslugi, "gosuslugi")];

    /// <summary>The doors that the settings leave open.</summary>
    public static IEnumerable<(string Provider, string Path)> OpenDoors(IConfiguration configuration) => Doors.Where(door => configuration.GetValue($"{door.Provider}:Enabled", defaultValue: true));

    /// <summary>Where a person comes back to from a door: after signing in, and after signing out.</summary>
    public static (string SignedIn, string SignedOut) Answers(string path) => ($"/sign-in/{path}/callback", $"/sign-out/{path}/callback");

    public static void AddDoor(this AuthenticationBuilder authentication, string provider, string path, bool withCookie, IConfiguration configuration)
    {
        var section = configuration.GetSection(provider);
        authentication.AddMicrosoftIdentityWebApp(
            options =>
            {
                // Binding the section to all that these options hold would cost every start a hundred reflected properties.
                (options.Authority, options.ClientId, options.ClientSecret) = (section["Authority"], section["ClientId"], section["ClientSecret"]);
                options.SignInScheme = SessionCookie.Scheme;
                (options.CallbackPath, options.SignedOutCallbackPath) = Answers(path);
                options.RemoteSignOutPath = PathString.Empty;
                options.ResponseType = OpenIdConnectResponseType.Code;
                options.ResponseMode = OpenIdConnectResponseMode.Query;
                options.GetClaimsFromUserInfoEndpoint = true;
                options.MapInboundClaims = false;
                options.Backchannel = OutsideHttp.NewClient();
                foreach (var claim in CityProfile.Claims)
                    options.ClaimActions.MapUniqueJsonKey(claim, claim);
                CityEvents.Attach(options.Events, provider);
            },
            withCookie ? SessionCookie.Configure : null,
            openIdConnectScheme: provider,
            cookieScheme: withCookie ? SessionCookie.Scheme : null,
            subscribeToOpenIdConnectMiddlewareDiagnosticsEvents: false,
            displayName: provider);

        authentication.Services.Configure<OpenIdConnectOptions>(provider, options =>
        {
            options.Authority = section["Authority"];
            options.RequireHttpsMetadata = !IsLoopback(options.Authority);
            options.TokenHandler = new SignedTokenHandler();
            options.DisableTelemetry = true;
            options.Scope.Clear();
            foreach (var scope in new[] { "openid", "profile", "email", "phone" })
                options.Scope.Add(scope);
            options.TokenValidationParameters.IssuerValidator = null;
            options.TokenValidationParameters.ValidIssuer = null;
            options.TokenValidationParameters.NameClaimType = "sub";
            options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        });
        authentication.Services.AddOptions<OpenIdConnectOptions>(provider).Configure<OwnCookies>((options, cookies) =>
        {
            (options.CorrelationCookie.Name, options.NonceCookie.Name) = (cookies.Correlation, cookies.Nonce);
            options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = cookies.SecurePolicy;
        });
        authentication.Services.PostConfigure<OpenIdConnectOptions>(provider, KeepOnlyUsableDiscovery);
    }

    // Or an answer of a proxy in place of discovery would be kept for hours, and the door with it shut.
    private static void KeepOnlyUsableDiscovery(OpenIdConnectOptions options) =>
        options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
            options.MetadataAddress,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(options.Backchannel) { RequireHttps = options.RequireHttpsMetadata },
            new DiscoveryRules(options.Authority!));

    private static bool IsLoopback(string? authority) => Uri.TryCreate(authority, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
