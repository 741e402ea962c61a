using Mesh.Cabinet.Sandbox.Panels;
using Mesh.Cabinet.Sandbox.Services;
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

        result["Panels:sandbox:Id"] = ClassroomPanel.Id;
        result["Panels:sandbox:SchoolId"] = ClassroomPanel.School;
        result["Panels:sandbox:Title"] = ClassroomPanel.Title;
        result["Panels:sandbox:Jwks"] = ClassroomPanel.Shared.Keys;
        var registered = product.GetSection("Clients").GetChildren().Select(client => client["ClientId"]).ToHashSet(StringComparer.Ordinal);
        foreach (var service in CityService.All)
        {
            var entry = product.GetSection("Services").GetChildren().FirstOrDefault(entry => entry["Key"] == service.Key);
            if (entry is null || registered.Contains(service.Key))
                continue;
            result[$"{entry.Path}:Address"] = settings.At(service.Path);
            result[$"{entry.Path}:Client"] = service.Key;
            AddClient(result, service, settings);
        }

        return result;
    }

    // By names and not by numbers: whoever tries a client of their own beside the city's counts from nought.
    private static void AddClient(Dictionary<string, string?> result, CityService service, SandboxSettings settings)
    {
        var path = $"Clients:{service.Key}";
        result[$"{path}:ClientId"] = service.Key;
        result[$"{path}:Title"] = service.Title;
        result[$"{path}:Secrets:0"] = service.Secret;
        result[$"{path}:RedirectUris:0"] = settings.At($"{service.Path}/callback");
        result[$"{path}:PostLogoutRedirectUris:0"] = settings.At($"{service.Path}/signed-out");
        result[$"{path}:BackChannelLogoutUri"] = settings.At($"{service.Path}/back-channel-logout");
        result[$"{path}:InitiateLoginUri"] = settings.At($"{service.Path}/sign-in");
        result[$"{path}:Service"] = service.Key;
        result[$"{path}:AllowsPanels"] = service.AllowsPanels ? "true" : "false";
        foreach (var (scope, number) in service.Scopes.Select((scope, number) => (scope, number)))
            result[$"{path}:Scopes:{number}"] = scope;
    }
}
