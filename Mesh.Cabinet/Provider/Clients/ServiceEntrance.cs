using Mesh.Cabinet.MyServices;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace Mesh.Cabinet.Provider.Clients;

/// <summary>Third-party initiated login (OpenID Connect Core §4) for services that are clients, their own address for the rest.</summary>
internal sealed class ServiceEntrance(ClientBook clients, IOptionsMonitor<OpenIddictServerOptions> options) : IServiceEntrance
{
    public async Task<string> AddressAsync(ServiceEntry service, CancellationToken cancellation)
    {
        if (service.Client.Length == 0 || await clients.FindAsync(service.Client, cancellation) is not { InitiateLoginUri: { Length: > 0 } address })
            return service.Address;

        var query = QueryString.Create("iss", options.CurrentValue.Issuer!.AbsoluteUri).Add("target_link_uri", service.Address);
        return address + (address.Contains('?', StringComparison.Ordinal) ? "&" + query.Value![1..] : query.Value);
    }
}
