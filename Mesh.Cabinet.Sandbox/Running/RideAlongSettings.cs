using Mesh.Cabinet.Sandbox.SignIn;
using Mesh.Cabinet.Sandbox.SimplifiedAccounts;

namespace Mesh.Cabinet.Sandbox.Running;

/// <summary>The settings by which the product finds the city instead of the real mos.ru, directory and services.</summary>
internal static class RideAlongSettings
{
    public static Dictionary<string, string?> For(IConfiguration product)
    {
        var settings = SandboxSettings.From(product);
        var result = new Dictionary<string, string?>
        {
            ["DomainAccounts:Kind"] = "Scim",
            ["DomainAccounts:Scim:Address"] = settings.At("/scim/v2"),
            ["DomainAccounts:Scim:Token"] = SandboxSettings.Secret,
            ["MosRu:AccountsUrl"] = settings.At(SimplifiedAccountsFeature.Root),
            ["Desk:Passkey"] = "false",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = settings.MailPort.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail:UseTls"] = "false",
            ["Mail:From"] = "МЭШ <mesh@sandbox.example>",
            ["SchoolRecords:FirstImport"] = Path.Combine(settings.CityFolder, "records"),
            ["Logging:LogLevel:OpenIddict"] = "Warning",
            // OpenIddict checks audiences by itself, and the token library warns at each of its tokens.
            ["Logging:LogLevel:Microsoft.IdentityModel.LoggingExtensions"] = "Error",
        };
        foreach (var provider in IdentityProvider.All)
        {
            result[$"{provider.Section}:Authority"] = settings.At(provider.PathBase);
            result[$"{provider.Section}:ClientId"] = SandboxSettings.ClientId;
            result[$"{provider.Section}:ClientSecret"] = SandboxSettings.Secret;
            result[$"{provider.Section}:RecoveryUrl"] = settings.At(provider.PathBase + "/recovery");
            result[$"{provider.Section}:ProfileUrl"] = settings.At(provider.PathBase + "/profile");
        }

        if (product["Gosuslugi:Kind"] == "Esia")
        {
            result["Gosuslugi:Esia:Key"] = EsiaKeys.Shared.ClientKey;
            result["Gosuslugi:Esia:CertificateHash"] = "sandbox";
            result["Gosuslugi:Esia:Certificates:0"] = EsiaKeys.Shared.Certificate;
        }

        foreach (var service in product.GetSection("Services").GetChildren())
        {
            if (service["Key"] is "journal" or "diary")
                result[$"{service.Path}:Address"] = settings.At("/" + service["Key"]);
        }

        return result;
    }
}
