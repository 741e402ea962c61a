using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>
/// Gives a token its id before it is written, so that <see cref="TokenKeeping"/> writes its row once and whole: OpenIddict writes it empty and then
/// anew, and a family that is ended in between would make of that an error.
/// </summary>
internal sealed class TokenNames : IOpenIddictServerHandler<GenerateTokenContext>
{
    // What has no row.
    private static readonly string[] Others = [OpenIddictConstants.TokenTypeIdentifiers.IdentityToken, OpenIddictConstants.TokenTypeIdentifiers.Private.UserCode];

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (IsOurs(context) && context.CreateTokenEntry)
        {
            context.CreateTokenEntry = false;
            context.Principal.SetTokenId($"{Guid.CreateVersion7()}");
        }

        return ValueTask.CompletedTask;
    }

    public static bool IsOurs(GenerateTokenContext context) => !Others.Contains(context.TokenType, StringComparer.Ordinal);
}
