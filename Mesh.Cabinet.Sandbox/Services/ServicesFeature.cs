using System.Security.Claims;
using System.Text.Json;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.Sandbox.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mesh.Cabinet.Sandbox.Services;

/// <summary>Журнал, Дневник, Библиотека and Портфолио: clients of the cabinet by the framework's own handler, as any service would be.</summary>
internal static class ServicesFeature
{
    public static IServiceCollection AddServices(this IServiceCollection services, SandboxSettings settings)
    {
        services.AddSingleton<ServiceSessions>().AddSingleton<BackChannelLogout>().AddSingleton<Introspection>();
        services.AddHttpClient();
        var authentication = services.AddAuthentication();
        foreach (var service in CityService.All)
        {
            authentication.AddCookie(service.Scheme, cookie =>
            {
                cookie.Cookie.Name = $"sandbox.{service.Key}";
                cookie.Cookie.Path = service.Path;
                cookie.Events.OnValidatePrincipal = EndAsync;
            });
            authentication.AddOpenIdConnect(service.Door, door => Set(door, service, settings));
        }

        return services;
    }

    public static void MapServices(this IEndpointRouteBuilder app)
    {
        foreach (var service in CityService.All)
        {
            app.MapGet(service.Path, (HttpContext context, SandboxSettings settings, ServiceSessions sessions) => ShowAsync(context, service, settings, sessions));
            app.MapMethods($"{service.Path}/sign-in", ["GET", "POST"], (HttpContext context, SandboxSettings settings) => SignInAsync(context, service, settings));
            app.MapPost($"{service.Path}/sign-out", (Delegate)(() => Results.SignOut(new AuthenticationProperties { RedirectUri = $"{service.Path}?left=true" }, [service.Scheme, service.Door])));
            app.MapPost($"{service.Path}/back-channel-logout", async (HttpContext context, BackChannelLogout logout) =>
                await logout.TakeAsync(service, (await context.ReadFormAsync())["logout_token"], context.RequestAborted) is { } fault
                    ? Results.Json(new { error = "invalid_request", error_description = fault }, statusCode: StatusCodes.Status400BadRequest)
                    : Results.Ok());
            app.MapGet($"{service.Path}/api/me", (HttpContext context, Introspection introspection) => introspection.AnswerAsync(context, service));
        }
    }

    private static void Set(OpenIdConnectOptions door, CityService service, SandboxSettings settings)
    {
        door.Authority = settings.InCabinet("");
        door.RequireHttpsMetadata = false;
        (door.ClientId, door.ClientSecret) = (service.Key, service.Secret);
        door.SignInScheme = service.Scheme;
        (door.ResponseType, door.ResponseMode) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query);
        (door.CallbackPath, door.SignedOutCallbackPath, door.RemoteSignOutPath) = ($"{service.Path}/callback", $"{service.Path}/signed-out", $"{service.Path}/remote-sign-out");
        door.MapInboundClaims = false;
        door.SaveTokens = true;
        door.GetClaimsFromUserInfoEndpoint = true;
        door.Scope.Clear();
        door.Scope.Add("openid");
        foreach (var scope in service.Scopes)
            door.Scope.Add(scope);
        door.ClaimActions.MapAll();
        door.TokenValidationParameters.NameClaimType = "name";
        door.CorrelationCookie.SameSite = door.NonceCookie.SameSite = SameSiteMode.Lax;
        door.CorrelationCookie.SecurePolicy = door.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // A cabinet that is not there yet is looked for again at the next visitor.
        door.BackchannelTimeout = TimeSpan.FromSeconds(10);
        door.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect($"{service.Path}?refused={Uri.EscapeDataString(context.Failure?.Data["error"] as string ?? "sign-in")}");
            context.HandleResponse();
            return Task.CompletedTask;
        };
        door.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.LoginHint = context.Properties.GetParameter<string>("login_hint");
            return Task.CompletedTask;
        };
    }

    private static Task EndAsync(Microsoft.AspNetCore.Authentication.Cookies.CookieValidatePrincipalContext context)
    {
        var service = CityService.All.First(one => one.Scheme == context.Scheme.Name);
        if (context.HttpContext.RequestServices.GetRequiredService<ServiceSessions>().EndedAt(service, context.Principal?.FindFirstValue("sid")) is { } at)
        {
            context.RejectPrincipal();
            context.HttpContext.Items[nameof(ServiceSessions.EndedAt)] = at;
        }

        return Task.CompletedTask;
    }

    private static async Task<IResult> ShowAsync(HttpContext context, CityService service, SandboxSettings settings, ServiceSessions sessions)
    {
        var ticket = await context.AuthenticateAsync(service.Scheme);
        var ended = context.Items[nameof(ServiceSessions.EndedAt)] as DateTimeOffset?;
        if (!ticket.Succeeded && ended is null && context.Request.Query.Count == 0)
            return await ChallengeAsync(context, service, loginHint: null);
        if (ended is not null)
            await context.SignOutAsync(service.Scheme);
        return Pages.Show<ServicePage>(parameters: new() { ["Service"] = service, ["Person"] = ticket.Principal, ["EndedAt"] = ended, ["Refused"] = $"{context.Request.Query["refused"]}" });
    }

    // OpenID Connect Core §4: from whom it comes, and to where, is looked at before anybody is led on.
    private static async Task<IResult> SignInAsync(HttpContext context, CityService service, SandboxSettings settings)
    {
        var form = await context.ReadFormAsync();
        string? Sent(string name) => form[name] is [var posted, ..] ? posted : context.Request.Query[name];
        if (Sent("iss") is { Length: > 0 } issuer && issuer.TrimEnd('/') != settings.InCabinet("").TrimEnd('/'))
            return Results.BadRequest("This issuer is not known here.");
        if (Sent("target_link_uri") is { Length: > 0 } target && !target.StartsWith(settings.At(service.Path), StringComparison.Ordinal))
            return Results.BadRequest("The target_link_uri leads elsewhere.");
        return await ChallengeAsync(context, service, Sent("login_hint"));
    }

    private static async Task<IResult> ChallengeAsync(HttpContext context, CityService service, string? loginHint)
    {
        try
        {
            await context.ChallengeAsync(service.Door, new AuthenticationProperties { RedirectUri = service.Path, Parameters = { ["login_hint"] = loginHint } });
            return Results.Empty;
        }
        catch (InvalidOperationException)
        {
            // The cabinet is not there.
            return Pages.Show<ServicePage>(parameters: new() { ["Service"] = service });
        }
    }
}
