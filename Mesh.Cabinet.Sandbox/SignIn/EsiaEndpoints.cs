using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.Sandbox.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;

namespace Mesh.Cabinet.Sandbox.SignIn;

/// <summary>
/// госуслуги as ЕСИА speaks: requests are signed instead of carrying a secret, no nonce comes back, and the person is told by REST. It
/// stands beside the standard dialect, and knows the same citizens.
/// </summary>
internal static class EsiaEndpoints
{
    public const string Issuer = "http://esia.gosuslugi.ru/";

    private static readonly string[] Signed = ["client_id", "scope", "timestamp", "state", "redirect_uri", "code"];
    private static readonly TimeSpan MostAge = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Tokens = new() { SetDefaultTimesOnTokenCreation = false };
    private static readonly ConcurrentDictionary<string, (string Sub, DateTimeOffset Since, string Redirect)> Codes = new(StringComparer.Ordinal);

    public static void MapEsia(this IEndpointRouteBuilder app)
    {
        app.MapGet("/aas/oauth2/v2/ac", AuthorizeAsync);
        app.MapPost("/aas/oauth2/v3/te", IssueTokenAsync);
        app.MapGet("/rs/prns/{oid}", (HttpContext context, string oid, CitizenBook citizens) => TellAsync(context, oid, citizens, Person));
        app.MapGet("/rs/prns/{oid}/ctts", (HttpContext context, string oid, CitizenBook citizens) => TellAsync(context, oid, citizens, Contacts));
        app.MapGet("/idp/ext/Logout", LeaveAsync);
    }

    private static async Task<IResult> AuthorizeAsync(HttpContext context, City city, Freshness freshness, SandboxSettings settings, TimeProvider time)
    {
        var query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        if (!query.TryGetValue("redirect_uri", out var redirect) || !SignInFeature.IsKnown(redirect, settings))
            return Results.BadRequest();
        if (!IsSigned(query, time))
        {
            return Results.Redirect(QueryHelpers.AddQueryString(redirect, new Dictionary<string, string?>
                { ["error"] = "unauthorized_client", ["error_description"] = "ESIA-007005: The client is not authorized.", ["state"] = query.GetValueOrDefault("state") }));
        }

        var session = await Session.FindHereAsync(context);
        if (session is null || city.WithSub(session.Provider, session.Sub) is null || !freshness.IsEnough(new OpenIddictRequest(context.Request.Query.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString()))), session))
        {
            query[Freshness.Parameter] = freshness.Note();
            var back = context.Request.PathBase + context.Request.Path + QueryString.Create(query!);
            return Results.LocalRedirect(context.Request.PathBase + "/sign-in" + QueryString.Create("returnUrl", back));
        }

        var code = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
        Codes[code] = (session.Sub, session.Since, redirect);
        return Results.Redirect(QueryHelpers.AddQueryString(redirect, new Dictionary<string, string?> { ["code"] = code, ["state"] = query.GetValueOrDefault("state") }));
    }

    private static async Task<IResult> IssueTokenAsync(HttpContext context, TimeProvider time)
    {
        var form = (await context.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        if (!IsSigned(form, time))
            return Results.Json(new { error = "unauthorized_client", error_description = "ESIA-007005: The client is not authorized." }, statusCode: StatusCodes.Status400BadRequest);
        if (!Codes.TryRemove(form.GetValueOrDefault("code") ?? "", out var granted) || form.GetValueOrDefault("redirect_uri") != granted.Redirect)
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);

        var now = time.GetUtcNow();
        return Results.Json(new
        {
            access_token = Token(now, new() { ["urn:esia:sbj_id"] = granted.Sub, ["scope"] = form.GetValueOrDefault("scope") ?? "" }),
            id_token = Token(now, new() { ["sub"] = granted.Sub, ["auth_time"] = granted.Since.ToUnixTimeSeconds(), ["amr"] = "PWD" }),
            token_type = "Bearer",
            expires_in = (int)Lifetime.TotalSeconds,
            state = form.GetValueOrDefault("state"),
        });
    }

    private static async Task<IResult> TellAsync(HttpContext context, string oid, CitizenBook citizens, Func<Citizen, object> words)
    {
        var token = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        var proof = await Tokens.ValidateTokenAsync(token, new TokenValidationParameters { ValidIssuer = Issuer, ValidAudience = SandboxSettings.ClientId, IssuerSigningKey = EsiaKeys.Shared.Signing.Key });
        return proof.IsValid && proof.Claims.TryGetValue("urn:esia:sbj_id", out var sub) && sub as string == oid
            && await citizens.FindAsync(IdentityProvider.Gosuslugi, oid, context.RequestAborted) is { } citizen
            ? Results.Json(words(citizen))
            : Results.Unauthorized();
    }

    private static object Person(Citizen citizen) => new Dictionary<string, object?>
    {
        ["firstName"] = citizen.FirstName, ["lastName"] = citizen.LastName, ["middleName"] = citizen.MiddleName, ["snils"] = citizen.Snils,
        ["trusted"] = true, ["status"] = "REGISTERED",
    }.Where(pair => pair.Value is not null).ToDictionary();

    private static object Contacts(Citizen citizen) => new
    {
        elements = new[] { (Type: "MBT", Value: citizen.Phone, IsVerified: citizen.PhoneVerified), (Type: "EML", Value: citizen.Email, IsVerified: citizen.EmailVerified) }
            .Where(contact => contact.Value is not null)
            .Select(contact => new { type = contact.Type, value = contact.Value, vrfStu = contact.IsVerified ? "VERIFIED" : "NOT_VERIFIED" }),
    };

    private static async Task<IResult> LeaveAsync(HttpContext context, SandboxSettings settings)
    {
        await context.SignOutAsync(Session.Scheme);
        var redirect = context.Request.Query["redirect_url"].ToString();
        return SignInFeature.IsKnown(redirect, settings) ? Results.Redirect(redirect) : Pages.Show<SignedOutPage>();
    }

    private static string Token(DateTimeOffset now, Dictionary<string, object> claims) => Tokens.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = SandboxSettings.ClientId,
        IssuedAt = now.UtcDateTime,
        NotBefore = now.UtcDateTime,
        Expires = (now + Lifetime).UtcDateTime,
        Claims = claims,
        SigningCredentials = EsiaKeys.Shared.Signing,
    });

    private static bool IsSigned(Dictionary<string, string> request, TimeProvider time) =>
        request.GetValueOrDefault("client_id") == SandboxSettings.ClientId
        && request.ContainsKey("client_certificate_hash")
        && DateTimeOffset.TryParseExact(request.GetValueOrDefault("timestamp"), "yyyy.MM.dd HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
        && (time.GetUtcNow() - at).Duration() < MostAge
        && EsiaKeys.Shared.HasSigned(string.Concat(Signed.Select(name => request.GetValueOrDefault(name))), request.GetValueOrDefault("client_secret") ?? "");
}
