using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Asks a provider's userinfo by hand where it does not name the person as OpenID Connect Core §5.3.2 has it, which the framework insists on.</summary>
internal static class UserInfo
{
    /// <exception cref="AuthenticationFailureException">It is about somebody else, or no object.</exception>
    public static async Task AddAsync(OpenIdConnectOptions door, string address, string accessToken, ClaimNames names, ClaimsIdentity person, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var answer = await door.Backchannel.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        using var told = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
        if (told.RootElement.ValueKind is not JsonValueKind.Object)
            throw new AuthenticationFailureException("The userinfo is no object.");
        if (Text(told.RootElement, names.Subject) is { } subject && person.FindFirst("sub") is { } sub && sub.Value != subject)
            throw new AuthenticationFailureException("The userinfo is about somebody else.");
        foreach (var (_, theirs) in names.Pairs)
        {
            if (theirs.Length > 0 && Text(told.RootElement, theirs) is { } value && !person.HasClaim(theirs, value))
                person.AddClaim(new Claim(theirs, value));
        }
    }

    private static string? Text(JsonElement told, string name) => told.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        }
        : null;
}
