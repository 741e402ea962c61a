using Mesh.Cabinet.Provider.Authorizing;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Grants;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Provider.Claims;

/// <summary>What a service is told of the person (OpenID Connect Core §5.3), read anew at each request.</summary>
internal static class UserInfoEndpoint
{
    private const string Server = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
    private static readonly string[] GetOrPost = ["GET", "POST"];

    public static void MapUserInfo(this IEndpointRouteBuilder routes) => routes.MapMethods("/" + ProviderServer.UserInfo, GetOrPost, (Delegate)TellAsync).AllowAnonymous().WithMetadata(new SkipStatusCodePagesAttribute());

    private static async Task<IResult> TellAsync(HttpContext http, OpenIddictAuthorizationManager<ServiceGrant> known, GrantStore grants, GrantedPerson people, ClientBook clients, ServiceRight right, ServiceClaims claims)
    {
        var token = (await http.AuthenticateAsync(Server)).Principal;
        if (token?.HasScope(Scopes.OpenId) != true)
            return Refuse(Errors.InsufficientScope, "The token was given out without the scope openid.");
        // A client that is disabled meanwhile is told nothing either.
        if (token.GetAuthorizationId() is not { } id || await known.FindByIdAsync(id, http.RequestAborted) is not { } grant
            || await clients.FindAsync(grant.ClientId, http.RequestAborted) is not { } client
            || await people.FindAsync(grant, http.RequestAborted) is not { } granted || !await right.OpensAsync(client, granted.Access, http.RequestAborted))
            return Refuse(Errors.InvalidToken, "The service is open to this person no more.");

        await grants.UsedAsync(grant, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new Dictionary<string, object>(await claims.OfAsync(client, [.. token.GetScopes()], granted, http.RequestAborted), StringComparer.Ordinal) { ["sub"] = grant.PairwiseSubject });
    }

    private static IResult Refuse(string error, string description) => Results.Challenge(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [Server]);
}
