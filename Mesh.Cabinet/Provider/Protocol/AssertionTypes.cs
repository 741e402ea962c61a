using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>
/// RFC 7523 names no type for a client's assertion, and libraries write «JWT» or none: OpenIddict takes the type of the draft that comes after it
/// alone. What else could be taken for an assertion is signed by other keys than a client's own.
/// </summary>
internal sealed class AssertionTypes : IOpenIddictServerHandler<ValidateTokenContext>
{
    private const string Meant = "client-authentication+jwt";

    public ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.ValidTokenTypes.SetEquals([OpenIddictConstants.TokenTypeIdentifiers.Private.ClientAssertion]))
            context.TokenValidationParameters.TypeValidator = static (type, _, _) => type is null or "" or "JWT" or Meant ? Meant : throw new SecurityTokenInvalidTypeException(type);
        return ValueTask.CompletedTask;
    }
}
