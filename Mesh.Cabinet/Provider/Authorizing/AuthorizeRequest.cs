using System.Security.Claims;
using Mesh.Cabinet.Provider.Clients;
using OpenIddict.Abstractions;

namespace Mesh.Cabinet.Provider.Authorizing;

/// <summary>A service's request, checked by OpenIddict: the client, the address and the scopes are its own.</summary>
/// <param name="User">Who the browser's cookie says is here.</param>
/// <param name="Back">The same request as an address of this site.</param>
/// <param name="Hinted">How the service knows the person whom it expects (<c>id_token_hint</c>); null if it does not say.</param>
/// <param name="AskedAt">When the person was sent away for this very request to type the password; null if not yet.</param>
internal sealed record AuthorizeRequest(OpenIddictRequest Request, ServiceClient Client, ClaimsPrincipal User, string Back, string? Hinted, DateTimeOffset? AskedAt)
{
    /// <summary>No page may be shown (OpenID Connect Core §3.1.2.1, <c>prompt=none</c>).</summary>
    public bool IsSilent => Request.HasPromptValue(OpenIddictConstants.PromptValues.None);

    /// <summary>The person is to be asked anew, or for another account.</summary>
    public bool WantsPassword => Request.HasPromptValue(OpenIddictConstants.PromptValues.Login) || Request.HasPromptValue(OpenIddictConstants.PromptValues.SelectAccount) || Request.MaxAge is 0;
}
