using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Provider.Clients;

namespace Mesh.Cabinet.Provider.Authorizing;

/// <summary>Whether a person's roles open a service (R34).</summary>
internal sealed class ServiceRight(IServiceCatalogue catalogue)
{
    public bool Opens(ServiceClient client, Access access) =>
        client.Service.Length == 0 ? access.Granted.Count > 0 : catalogue.OpenTo(access).Any(entry => entry.Key == client.Service);
}
