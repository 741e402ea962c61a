using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Provider.Clients;

namespace Mesh.Cabinet.Provider.Authorizing;

/// <summary>Whether a person's roles open a service (R34), or a panel: those who learn or work in its school.</summary>
internal sealed class ServiceRight(IServiceCatalogue catalogue)
{
    public bool Opens(ServiceClient client, Access access) =>
        client.IsPanel ? access.Granted.Any(granted => granted.Role is not PersonRole.Parent && granted.Posts.Any(post => post.School.Id == client.PanelSchool))
        : client.Service.Length == 0 ? access.Granted.Count > 0 : catalogue.OpenTo(access).Any(entry => entry.Key == client.Service);
}
