using Mesh.Cabinet.Provider.Claims;
using Mesh.Cabinet.Provider.Panels;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Provider.Clients;

/// <summary>What a registration must be like, wherever it comes from.</summary>
internal static class ClientRules
{
    private const int LeastSecret = 32;

    /// <summary>Every fault of the list in the settings, each with its full key.</summary>
    /// <param name="services">Keys of the catalogue.</param>
    public static IEnumerable<string> Faults(IReadOnlyList<ServiceClient> clients, IReadOnlyCollection<string> services, bool isDevelopment)
    {
        for (var index = 0; index < clients.Count; index++)
        {
            var client = clients[index];
            if (clients.Take(index).Any(earlier => earlier.ClientId == client.ClientId))
                yield return $"Clients:{index}:ClientId must be no other entry's";
            if (client.Secrets.Count > 2)
                yield return $"Clients:{index}:Secrets may be two at most: the one in use, and the one to come";
            if (client.Secrets.Any(secret => secret.Length < LeastSecret) && !isDevelopment)
                yield return $"Clients:{index}:Secrets must have {LeastSecret} characters or more, made at random";
            foreach (var fault in Faults(client, services, isDevelopment))
                yield return $"Clients:{index}:{fault}";
        }
    }

    /// <summary>Every fault of one registration, each beginning with the name of its field.</summary>
    public static IEnumerable<string> Faults(ServiceClient client, IReadOnlyCollection<string> services, bool isDevelopment)
    {
        if (client.ClientId.Length is 0 or > ServiceClient.MaxIdLength || client.ClientId.Any(letter => letter is < '!' or > '~' or ':'))
            yield return $"ClientId must have 1 to {ServiceClient.MaxIdLength} visible Latin characters without a colon";
        if (client.ClientId.StartsWith(Panel.Prefix, StringComparison.Ordinal))
            yield return $"ClientId must not begin with {Panel.Prefix}, as those of panels do";
        if (string.IsNullOrWhiteSpace(client.Title))
            yield return "Title is required";
        if (client.RedirectUris.Count == 0)
            yield return "RedirectUris must name an address at least";
        foreach (var address in client.RedirectUris.Where(address => !IsAddress(address, isDevelopment)))
            yield return $"RedirectUris: {address} must be an absolute https address without a fragment";
        foreach (var address in client.PostLogoutRedirectUris.Where(address => !IsAddress(address, isDevelopment)))
            yield return $"PostLogoutRedirectUris: {address} must be an absolute https address without a fragment";
        if (client.BackChannelLogoutUri.Length > 0 && !IsAddress(client.BackChannelLogoutUri, isDevelopment))
            yield return "BackChannelLogoutUri must be an absolute https address without a fragment";
        if (client.InitiateLoginUri.Length > 0 && !IsAddress(client.InitiateLoginUri, isDevelopment))
            yield return "InitiateLoginUri must be an absolute https address without a fragment";
        foreach (var scope in client.Scopes.Except(ServiceScope.All, StringComparer.Ordinal))
            yield return $"Scopes: {scope} is none of {string.Join(", ", ServiceScope.All)}";
        if (client.Service.Length > 0 && !services.Contains(client.Service, StringComparer.Ordinal))
            yield return $"Service: {client.Service} is no Key of Services";
        if (client.Jwks.Length > 0 && !AreKeys(client.Jwks))
            yield return "Jwks must be a JSON Web Key Set with a public key (RFC 7517)";
        if (!client.RequirePkce && !client.IsConfidential)
            yield return "RequirePkce may be false only for a client with Secrets or Jwks";
        if (client.AsksSchool && !client.Scopes.Contains(ServiceScope.School, StringComparer.Ordinal))
            yield return $"AsksSchool wants the scope {ServiceScope.School}";
    }

    // On a machine of one's own https may be wanting (RFC 8252 §7.3).
    private static bool IsAddress(string address, bool isDevelopment) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && (isDevelopment || uri.IsLoopback)));

    /// <summary>Whether a text is a set of public keys.</summary>
    public static bool AreKeys(string text)
    {
        try
        {
            return new JsonWebKeySet(text).Keys is { Count: > 0 } keys && keys.All(key => !key.HasPrivateKey && key.Kty is not "oct");
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
