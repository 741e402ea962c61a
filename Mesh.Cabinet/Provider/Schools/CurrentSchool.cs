using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Provider.Claims;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Provider.Schools;

/// <summary>In which school a person is at a service that asks: the one of the panel that they are on, the only one, or
/// the one they chose, so long as it is theirs.</summary>
internal sealed class CurrentSchool(OpenServices services, SchoolChoiceStore choices, ClientBook clients)
{
    /// <summary>The schools by which the service is open to the person now, the primary post's first.</summary>
    public async ValueTask<IReadOnlyList<School>> OfAsync(ServiceClient client, Access access, CancellationToken cancellation) =>
        client.Service.Length == 0
            ? [.. access.Granted.SelectMany(granted => granted.Posts).Select(post => post.School).DistinctBy(school => school.Id)]
            : [.. (await services.OfAsync(access, cancellation)).All.Where(service => service.Entry.Key == client.Service).SelectMany(service => service.OpenSchools)];

    /// <returns>Null while the person has to choose, or has none.</returns>
    public async Task<School?> FindAsync(ServiceClient client, Session? session, Access access, CancellationToken cancellation)
    {
        var schools = await OfAsync(client, access, cancellation);
        if (session?.PanelId is { } panel && (await clients.FindKnownAsync(panel, cancellation))?.PanelSchool is { } here && schools.FirstOrDefault(school => school.Id == here) is { } around)
            return around;
        if (schools is [var only])
            return only;
        return schools.Count > 0 && await choices.FindAsync(access.Person!.Id, client.ClientId, cancellation) is { } chosen ? schools.FirstOrDefault(school => school.Id == chosen) : null;
    }

    /// <summary>Whether a request wants a choice that has not been made, or is no more.</summary>
    public async Task<bool> IsWantedAsync(ServiceClient client, IEnumerable<string> scopes, Session? session, Access access, CancellationToken cancellation) =>
        client.AsksSchool && scopes.Contains(ServiceScope.School, StringComparer.Ordinal) && (await OfAsync(client, access, cancellation)).Count > 1 && await FindAsync(client, session, access, cancellation) is null;
}
