using System.Buffers.Text;
using System.Security.Cryptography;
using Mesh.Cabinet.Provider.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>Writes the row of a token, and gives out what is no more than a name for it.</summary>
internal sealed class TokenKeeping(OpenIddictTokenManager<ServiceToken> tokens) : IOpenIddictServerHandler<GenerateTokenContext>
{
    private const int NameBytes = 32;

    public async ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (!TokenNames.IsOurs(context) || context.CreateTokenEntry || context.Principal.GetTokenId() is not { } id)
            return;

        var name = context.IsReferenceToken ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NameBytes)) : null;
        await tokens.CreateAsync(
            new ServiceToken
            {
                Id = Guid.Parse(id),
                ClientId = context.ClientId,
                GrantId = Guid.TryParse(context.Principal.GetAuthorizationId(), out var grant) ? grant : null,
                Type = context.TokenType,
                // A panel waits until somebody says yes (RFC 8628 §3.5).
                Status = context.TokenType is OpenIddictConstants.TokenTypeIdentifiers.Private.DeviceCode ? OpenIddictConstants.Statuses.Inactive : OpenIddictConstants.Statuses.Valid,
                PairwiseSubject = context.Principal.GetClaim(OpenIddictConstants.Claims.Subject),
                Payload = context.PersistTokenPayload ? context.Token : null,
                // The manager keeps its hash alone.
                ReferenceId = name,
                CreatedAt = context.Principal.GetCreationDate(),
                ExpiresAt = context.Principal.GetExpirationDate(),
            },
            context.CancellationToken);
        context.PersistTokenPayload = false;
        context.Token = name ?? context.Token;
    }
}
