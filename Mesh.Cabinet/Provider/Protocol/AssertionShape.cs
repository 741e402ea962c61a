using Mesh.Cabinet.Provider.Clients;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>
/// What a client's assertion must say before anybody looks at its signature (RFC 7523 §3): who it is, to us alone, under a key of its own, once and
/// soon over. An audience of several, or of one of our addresses, could be turned against another server (FAPI 2.0 §5.3.2.1).
/// </summary>
internal sealed class AssertionShape(ClientBook clients, TimeProvider time) : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.ClientAssertion is { Length: > 0 } text && await FaultAsync(text, context) is { } fault)
            context.Reject(Errors.InvalidClient, fault);
    }

    private async Task<string?> FaultAsync(string text, ProcessAuthenticationContext context)
    {
        if (Read(text) is not { } assertion)
            return "The client assertion is no JSON Web Token.";
        if (assertion.Subject is not { Length: > 0 } id || assertion.Issuer != id || (context.Request?.ClientId is { Length: > 0 } said && said != id))
            return "A client assertion is the client's own word about itself: iss, sub and client_id are one.";
        if (!assertion.TryGetPayloadValue("aud", out object audience) || audience is not string address || address != context.Options.Issuer?.AbsoluteUri)
            return "The aud of a client assertion is the issuer, and a single text.";
        if (assertion.ValidTo == default || assertion.ValidTo > (time.GetUtcNow() + Longest).UtcDateTime)
            return $"A client assertion ends within {Longest.TotalMinutes} minutes.";
        if (string.IsNullOrEmpty(assertion.Id))
            return "A client assertion has a jti.";
        return assertion.Kid is { Length: > 0 } kid && (await clients.FindAsync(id, context.CancellationToken))?.Keys()?.Keys.Any(key => key.Kid == kid) != true
            ? "The client has no key of this kid."
            : null;
    }

    private static JsonWebToken? Read(string text)
    {
        try
        {
            return new JsonWebToken(text);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
