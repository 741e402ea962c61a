using Mesh.Cabinet.Outside.Gosuslugi;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Reads what a provider is: by discovery, or by the addresses of a preset where there is none. Of use, or no answer at all.</summary>
internal static class ProviderReading
{
    public static Func<CancellationToken, Task<OpenIdConnectConfiguration>> Of(IdentityProviderOptions settings, OpenIdConnectOptions door)
    {
        var documents = new HttpDocumentRetriever(door.Backchannel) { RequireHttps = door.RequireHttpsMetadata };
        if (settings.IsEsia)
        {
            var known = settings.Addresses.Over(ProviderAddresses.Esia(settings.Authority).Over(new()));
            foreach (var certificate in settings.Esia.Certificates)
                known.SigningKeys.Add(new X509SecurityKey(EsiaOptions.Read(certificate)!));
            return _ => Task.FromResult(known);
        }

        if (settings.IsSudir)
        {
            var addresses = ProviderAddresses.Sudir(settings.Authority);
            return cancellation => WithKeysAsync(settings.Addresses.Over(addresses.Over(new())), documents, cancellation);
        }

        var rules = new DiscoveryRules(settings.Authority);
        var address = $"{settings.Authority.TrimEnd('/')}/.well-known/openid-configuration";
        return async cancellation =>
        {
            var document = rules.Checked(await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, cancellation));
            var keys = document.JwksUri;
            settings.Addresses.Over(document);
            return document.JwksUri == keys ? document : await WithKeysAsync(document, documents, cancellation);
        };
    }

    private static async Task<OpenIdConnectConfiguration> WithKeysAsync(OpenIdConnectConfiguration document, HttpDocumentRetriever documents, CancellationToken cancellation)
    {
        document.JsonWebKeySet = new JsonWebKeySet(await documents.GetDocumentAsync(document.JwksUri, cancellation));
        document.SigningKeys.Clear();
        foreach (var key in document.JsonWebKeySet.GetSigningKeys())
            document.SigningKeys.Add(key);
        return document.SigningKeys.Count > 0 ? document : throw new InvalidOperationException("The provider has no key.");
    }
}
