using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>How we prove to a provider which client we are (OpenID Connect Core §9).</summary>
public enum ProofKind { Post, Basic, PrivateKey }

/// <summary>Puts that proof into a form for a provider, in the way that its discovery offers.</summary>
internal sealed class ClientProof(IdentityProviderOptions settings, TimeProvider time)
{
    private const string Assertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private static readonly JsonWebTokenHandler Tokens = new() { SetDefaultTimesOnTokenCreation = false };

    private static readonly (ProofKind Kind, string Method)[] Methods =
        [(ProofKind.PrivateKey, "private_key_jwt"), (ProofKind.Post, "client_secret_post"), (ProofKind.Basic, "client_secret_basic")];

    /// <summary>The way to take; null if the provider offers none for which we have a key or a secret.</summary>
    /// <param name="offered">What discovery says; where it says nothing, <c>client_secret_basic</c> is meant (OpenID Connect Discovery §3).</param>
    public static ProofKind? Choose(IEnumerable<string> offered, bool hasKey, bool hasSecret)
    {
        List<string> methods = [.. offered];
        if (methods.Count == 0)
            methods.Add("client_secret_basic");
        foreach (var (kind, method) in Methods)
        {
            if ((kind is ProofKind.PrivateKey ? hasKey : hasSecret) && methods.Contains(method))
                return kind;
        }

        return null;
    }

    /// <summary>The same for this client; where nothing fits, what we have is tried.</summary>
    public ProofKind Choose(OpenIdConnectConfiguration discovery) =>
        Choose(discovery.TokenEndpointAuthMethodsSupported, settings.HasKey, settings.HasSecret) ?? (settings.HasSecret ? ProofKind.Basic : ProofKind.PrivateKey);

    public async Task ApplyAsync(HttpRequestMessage request, OpenIdConnectConfiguration discovery, CancellationToken cancellation)
    {
        var form = QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellation)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        if (settings.IsEsia)
        {
            Gosuslugi.EsiaProof.ApplyToForm(form, settings, time.GetUtcNow());
            request.Content = new FormUrlEncodedContent(form);
            return;
        }

        form.Remove("client_secret");
        form["client_id"] = settings.ClientId;
        switch (Choose(discovery))
        {
            case ProofKind.Post:
                form["client_secret"] = settings.ClientSecret;
                break;
            case ProofKind.Basic:
                // Both parts are written as in a form first (RFC 6749 §2.3.1).
                var pair = $"{QueryValue(settings.ClientId)}:{QueryValue(settings.ClientSecret)}";
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
                break;
            default:
                form["client_assertion_type"] = Assertion;
                form["client_assertion"] = Sign(discovery);
                break;
        }

        request.Content = new FormUrlEncodedContent(form);
    }

    private static string QueryValue(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    // RFC 7523 §3.
    private string Sign(OpenIdConnectConfiguration discovery)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return Tokens.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = settings.ClientId,
            Audience = discovery.Issuer,
            IssuedAt = now,
            Expires = now + Lifetime,
            Claims = new Dictionary<string, object> { ["sub"] = settings.ClientId, ["jti"] = Guid.NewGuid().ToString("N") },
            SigningCredentials = ClientKey.Read(settings.ClientKey)!.CredentialsFor(discovery.TokenEndpointAuthSigningAlgValuesSupported),
        });
    }
}
