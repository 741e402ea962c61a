using System.Security.Claims;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.Shell;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Sandbox.SignIn;

/// <summary>The addresses of the OpenID provider: authorization, token, userinfo and sign-out.</summary>
internal static class OpenIdEndpoints
{
    private const string Server = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
    private static readonly string[] GetOrPost = ["GET", "POST"];

    public static void MapOpenId(this IEndpointRouteBuilder app)
    {
        foreach (var path in new[] { "/connect/authorize", "/" + Sudir.Authorize })
            app.MapMethods(path, GetOrPost, AuthorizeAsync);
        foreach (var path in new[] { "/connect/token", "/" + Sudir.Token })
            app.MapPost(path, IssueTokenAsync);
        foreach (var path in new[] { "/connect/userinfo", "/" + Sudir.UserInfo })
            app.MapMethods(path, GetOrPost, TellAsync);
        foreach (var path in new[] { "/connect/sign-out", "/" + Sudir.SignOut })
            app.MapMethods(path, GetOrPost, (Delegate)SignOutAsync);
    }

    private static async Task<IResult> AuthorizeAsync(HttpContext context, City city, Freshness freshness)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var session = await Session.FindHereAsync(context);
        if (session is not null && city.WithSub(session.Provider, session.Sub) is null)
            session = null;

        if (freshness.IsEnough(request, session))
            return Results.SignIn(PrincipalFor(session!.Sub, session.Since, request), authenticationScheme: Server);
        if (request.HasPromptValue(PromptValues.None))
            return Refuse(Errors.LoginRequired, "Nobody is signed in, or not recently enough.");

        var sent = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync(context.RequestAborted)).ToList()
            : [.. context.Request.Query];
        sent.RemoveAll(parameter => parameter.Key == Freshness.Parameter);
        sent.Add(new(Freshness.Parameter, freshness.Note()));
        var back = context.Request.PathBase + context.Request.Path + QueryString.Create(sent);
        var query = QueryString.Create("returnUrl", back);
        return Results.LocalRedirect(context.Request.PathBase + "/sign-in" + (request.LoginHint is { Length: > 0 } hint ? query.Add("hint", hint) : query));
    }

    private static async Task<IResult> IssueTokenAsync(HttpContext context, CitizenBook citizens, SpentCodes codes, TimeProvider time)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (!request.IsPasswordGrantType())
        {
            return codes.Spend(request.Code)
                ? Results.SignIn((await context.AuthenticateAsync(Server)).Principal!, authenticationScheme: Server)
                : Refuse(Errors.InvalidGrant, "The code has been used before.");
        }

        return await citizens.ProveAsync(IdentityProvider.Of(context), request.Username, request.Password, context.RequestAborted) is { } citizen
            ? Results.SignIn(PrincipalFor(citizen.Sub, time.GetUtcNow(), request), authenticationScheme: Server)
            : Refuse(Errors.InvalidGrant, "The login or the password is wrong.");
    }

    private static async Task<IResult> TellAsync(HttpContext context, CitizenBook citizens)
    {
        var token = await context.AuthenticateAsync(Server);
        return await citizens.FindAsync(IdentityProvider.Of(context), token.Principal?.GetClaim(Claims.Subject), context.RequestAborted) is { } citizen
            ? Results.Json(context.Request.Path == "/" + Sudir.UserInfo ? Sudir.Of(citizen) : UserInfo.Of(citizen))
            : Results.Challenge(authenticationSchemes: [Server]);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        await context.SignOutAsync(Session.Scheme);
        return string.IsNullOrEmpty(request.PostLogoutRedirectUri)
            ? Pages.Show<SignedOutPage>()
            : Results.SignOut(authenticationSchemes: [Server]);
    }

    private static ClaimsPrincipal PrincipalFor(string sub, DateTimeOffset since, OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity(Server, Claims.Subject, Claims.Role);
        identity.SetClaim(Claims.Subject, sub).SetClaim(Claims.AuthenticationTime, since.ToUnixTimeSeconds());
        if (request.GetAcrValues() is [var wanted, ..])
            identity.SetClaim(Claims.AuthenticationContextReference, wanted);
        // The password grant answers with an id_token only when openid is among the scopes; here it always does.
        identity.SetScopes(request.GetScopes().Add(Scopes.OpenId));
        identity.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }

    private static IResult Refuse(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [Server]);
}
