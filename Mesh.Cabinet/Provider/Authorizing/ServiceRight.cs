using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Provider.Clients;

namespace Mesh.Cabinet.Provider.Authorizing;

/// <summary>Whether a person's roles open a service (R34), at a school that has not switched it off; or a panel: those who learn or work in its school.</summary>
internal sealed class ServiceRight(OpenServices services)
{
    public async ValueTask<bool> OpensAsync(ServiceClient client, Access access, CancellationToken cancellation) =>
        client.IsPanel ? access.Granted.Any(granted => granted.Role is not PersonRole.Parent && granted.Posts.Any(post => post.School.Id == client.PanelSchool))
        : client.Service.Length == 0 ? access.Granted.Count > 0 : (await services.OfAsync(access, cancellation)).Opens(client.Service);

    /// <summary>The service, where the roles would open it and every school of theirs has switched it off.</summary>
    public async ValueTask<ServiceOf?> FindOffAsync(ServiceClient client, Access access, CancellationToken cancellation) => (await services.OfAsync(access, cancellation)).FindOff(client.Service);
}
