using System.Globalization;
using System.Net;
using System.Text.Unicode;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Shell.Telemetry;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using MudBlazor;
using MudBlazor.Services;

namespace Mesh.Cabinet.Shell;

/// <summary>Registers pages, circuits, the site's settings and the headers of every answer.</summary>
internal static class ShellFeature
{
    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("ru-RU");

        builder.AddTelemetry();
        var configuration = builder.Configuration;
        var isDevelopment = builder.Environment.IsDevelopment();
        // For people who develop a line is to be read; elsewhere it is collected, and needs its moment.
        if (!isDevelopment)
            builder.Logging.AddJsonConsole(console => (console.TimestampFormat, console.UseUtcTimestamp) = ("O", true));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.MaxBodySize;
        });
        builder.Services.AddOptions<SiteOptions>().Bind(configuration.GetSection("Site"));
        builder.Services.AddSingleton(new SettingsCheck(() => (configuration.GetSection("Site").Get<SiteOptions>() ?? new()).Faults()));
        builder.Services.AddSingleton(new SettingsCheck(() => DatabaseFeature.Faults(configuration, isDevelopment)));
        foreach (var faults in OutsideFeature.FaultsOfEach(configuration, isDevelopment))
            builder.Services.AddSingleton(new SettingsCheck(faults));
        builder.Services.TryAddTimeProvider();
        builder.Services.AddHostedService<ReadyLine>();
        builder.Services.AddSingleton<Draining>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Draining>());
        builder.Services.AddHealthChecks().AddCheck<Draining>("drain");
        builder.Services.AddSingleton<IConnectionListenerFactory, LastConnections>();

        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            // Of many that are cut off at once only the last ten are kept: the others would hold memory for people who load the page anew.
            circuits.DisconnectedCircuitMaxRetained = 10;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(2);
        });
        builder.Services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            // What shines through from below could not be read.
            mud.SnackbarConfiguration.MaximumOpacity = 100;
        });
        builder.Services.AddSingleton<LetterMatters>();
        builder.Services.AddSingleton<ILetterMatters, ErrorMatters>();
        builder.Services.AddMenu(new(90, "/help", Icons.Material.Rounded.HelpOutline, ShellText.Help, IsSecond: true));
        builder.Services.AddResponseCompression(packing => packing.EnableForHttps = true);
        builder.Services.AddOutputCache(pages => pages.AddPolicy(OpenPages.Policy, new OpenPages()));
        builder.Services.AddWebEncoders(encoders => encoders.TextEncoderSettings = new(UnicodeRanges.All));
        builder.Services.AddLimits();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<ShellMetrics>();
        builder.Services.AddSingleton<SecurityLog>();
        builder.Services.AddHostedService<RetentionKeeper>();
        builder.Services.AddSingleton<DraftStore>();
        builder.Services.AddSingleton<IDrafts>(services => services.GetRequiredService<DraftStore>());
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<DraftStore>());
        builder.Services.AddSingleton(new ProtectedColumn("Drafts", "Id", "TextProtected", ProtectedField.Draft, "Provider", "Subject", "Form"));
        builder.Services.AddSingleton(new PersonalTable("Drafts", "Id", PersonalDataText.Drafts, Fate.Erased) { HasAccount = true, Shown = ["Form", "TextProtected", "SavedAt"] });
        builder.Services.AddSingleton<OpenCircuits>();
        builder.Services.AddScoped<FreshSession>();
        builder.Services.AddSingleton<CircuitFilter>();
        builder.Services.AddScoped<CircuitHandler, HandOver>();
        builder.Services.AddSignalR(hubs => hubs.AddFilter<CircuitFilter>());
        builder.AddHttps();
        builder.Services.AddAntiforgery();
        builder.Services.AddOptions<AntiforgeryOptions>().Configure<OwnCookies>(
            (forms, cookies) => (forms.Cookie.Name, forms.Cookie.SecurePolicy) = (cookies.Form, cookies.SecurePolicy));
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SiteOptions>>((forwarded, site) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in site.Value.TrustedProxies)
            {
                if (IPAddress.TryParse(proxy, out var address))
                    forwarded.KnownProxies.Add(address);
                else
                    forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        });
        return builder;
    }

    /// <summary>What every request passes, in this order.</summary>
    public static void UseShell(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.TrustedProxies.Count > 0)
            app.UseForwardedHeaders();
        app.Use(app.Services.GetRequiredService<Draining>().CloseAfterAnswerAsync);
        app.Use(AnswerHeadAsGet);
        // Said where it happens, or it would come first: an address is found by its method too.
        app.UseRouting();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", CreateScopeForErrors = true, StatusCodeSelector = StatusOf });
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.Use(ShowPageByGet);
        app.UseMiddleware<AnswerHeaders>();
        app.UseMiddleware<LegacyHosts>();
        app.UseHttps();
        // Before anybody asks who it is: these pages are for whom nobody knows.
        app.UseOutputCache();
        // Only they are compressed: a page with a person's secret and somebody else's words in it must not be (BREACH).
        app.UseWhen(http => http.Features.Get<IOutputCacheFeature>()?.Context.EnableOutputCaching == true, kept => kept.UseResponseCompression());
        app.UseWhen(Limits.AreOnSignIn, bounded => bounded.UseRateLimiter());
        app.UseAuthentication();
        app.UseWhen(Limits.AreOnForm, bounded => bounded.UseRateLimiter());
        // Blazor's hub brings its own, too late for the guard to know a WebSocket by.
        app.UseWebSockets();
        app.UseMiddleware<CircuitGuard>();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(TellOfRefusedForms);
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = "'none'")
            .Add(WorthPolicy.OfCabinet);
    }

    // A body that is too big or no form is the sender's fault, not ours.
    private static int StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        // So ends a form of several parts that breaks off.
        IOException { Source: "Microsoft.AspNetCore.WebUtilities" } => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };

    // Blazor answers a page's form without its token by itself.
    private static Task TellOfRefusedForms(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } refused)
        {
            http.RequestServices.GetRequiredService<SecurityLog>().RefusedForm();
            Limits.TellOfTooBig(http, refused.Error?.InnerException);
        }

        return next(http);
    }

    // RFC 9110 §9.3.2: the answer to GET without its body, which the server leaves out by the method that really came.
    private static Task AnswerHeadAsGet(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method))
            http.Request.Method = HttpMethods.Get;
        return next(http);
    }

    // The page of a status is only shown: as a POST it would be asked for a form that nobody sent it.
    private static Task ShowPageByGet(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            http.Request.Method = HttpMethods.Get;
        return next(http);
    }

    private static void TryAddTimeProvider(this IServiceCollection services)
    {
        if (services.All(service => service.ServiceType != typeof(TimeProvider)))
            services.AddSingleton(TimeProvider.System);
    }
}
