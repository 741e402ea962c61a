using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Identity.Web;
using Microsoft.Extensions.Options;
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

    /// <summary>The doors that the settings do not shut; what is neither true nor false is told with the other faults of the settings.</summary>
    public static IEnumerable<(string Provider, string Path)> OpenDoors(IConfiguration configuration) =>
        Doors.Where(door => !bool.TryParse(configuration[$"{door.Provider}:Enabled"], out var isOpen) || isOpen);

    /// <summary>Where a person comes back to from a door: after signing in, and after signing out.</summary>
    public static (string SignedIn, string SignedOut) Answers(string path) => ($"/sign-in/{path}/callback", $"/sign-out/{path}/callback");

    public static void AddDoor(this AuthenticationBuilder authentication, string provider, string path, bool withCookie, IConfiguration configuration)
    {
        authentication.AddMicrosoftIdentityWebApp(
            options =>
            {
                configuration.Bind(provider, options);
                options.SignInScheme = SessionCookie.Scheme;
                (options.CallbackPath, options.SignedOutCallbackPath) = Answers(path);
                options.RemoteSignOutPath = PathString.Empty;
                options.ResponseType = OpenIdConnectResponseType.Code;
                options.ResponseMode = OpenIdConnectResponseMode.Query;
                options.MapInboundClaims = false;
                CityEvents.Attach(options.Events, provider);
            },
            withCookie ? SessionCookie.Configure : null,
            openIdConnectScheme: provider,
            cookieScheme: withCookie ? SessionCookie.Scheme : null,
            subscribeToOpenIdConnectMiddlewareDiagnosticsEvents: false,
            displayName: provider);

        authentication.Services.Configure<OpenIdConnectOptions>(provider, options =>
        {
            // Whoever meets a new key has it fetched there and then.
            options.RefreshOnIssuerKeyNotFound = false;
            options.DisableTelemetry = true;
            // The channel proves who we are to whatever takes a form: also where a request has to be pushed (RFC 9126).
            options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.UseIfAvailable;
            options.TokenValidationParameters.IssuerValidator = null;
            options.TokenValidationParameters.ValidIssuer = null;
            options.TokenValidationParameters.NameClaimType = "sub";
            options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.Path = options.NonceCookie.Path = BegunSignIns.CookiePath;
        });
        authentication.Services.AddOptions<OpenIdConnectOptions>(provider).Configure<OwnCookies>((options, cookies) =>
        {
            (options.CorrelationCookie.Name, options.NonceCookie.Name) = (cookies.Correlation, cookies.Nonce);
            options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = cookies.SecurePolicy;
        });
        authentication.Services.AddOptions<OpenIdConnectOptions>(provider)
            .Configure<IOptionsMonitor<IdentityProviderOptions>, TimeProvider, ILogger<ProviderChannel>, OutsideMetrics, Outages>((options, all, time, logger, metrics, outages) =>
            {
                var settings = all.Get(provider);
                // Entra's would have a version at its end.
                options.Authority = settings.Authority;
                options.RequireHttpsMetadata = !IsLoopback(settings.Authority);
                options.GetClaimsFromUserInfoEndpoint = !settings.IsEsia && settings.Names.Subject == ClaimNames.OpenId.Subject;
                // ЕСИА brings no nonce back, and knows no PKCE: its state binds the answer alone.
                options.ProtocolValidator.RequireNonce = options.UsePkce = !settings.IsEsia;
                foreach (var (_, theirs) in settings.Names.Pairs.Where(pair => pair.Theirs.Length > 0))
                    options.ClaimActions.MapUniqueJsonKey(theirs, theirs);
                // What a host calls itself in its tokens differs by a slash, and is not written anywhere.
                if (settings.IsSudir && string.IsNullOrWhiteSpace(settings.Addresses.Issuer))
                    options.TokenValidationParameters.ValidIssuers = [settings.Authority.TrimEnd('/') + "/", new Uri(settings.Authority).Authority];
                options.Scope.Clear();
                foreach (var scope in settings.ScopeList)
                    options.Scope.Add(scope);
                var channel = new ProviderChannel(provider, new ClientProof(settings, time), outages, logger);
                options.Backchannel = OutsideHttp.NewClient(channel);
                channel.Discovery = options.ConfigurationManager = new ProviderDiscovery(ProviderReading.Of(settings, options), time, metrics);
                options.TokenHandler = new SignedTokenHandler(options.ConfigurationManager);
                CityEvents.AttachLast(options.Events, provider);
            });
    }

    private static bool IsLoopback(string? authority) => Uri.TryCreate(authority, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
