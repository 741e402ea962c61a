using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Provider.Claims;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Schools;
using Mesh.Cabinet.Provider.SignOut;
using Mesh.Cabinet.SchoolRecords;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Provider.Grants;

/// <inheritdoc cref="IGivenServices"/>
internal sealed class GivenServices(AccountGrantsStore grants, ClientBook clients, PairwiseNames names, SchoolChoiceStore choices, IOrganisations organisations, ITies ties) : IGivenServices
{
    public async Task<IReadOnlyList<GivenService>> ListAsync(string provider, string subject, CancellationToken cancellation)
    {
        var given = new List<GivenService>();
        var person = await ties.FindAsync(provider, subject, cancellation);
        foreach (var of in (await grants.ListAsync(provider, subject, cancellation)).GroupBy(grant => grant.ClientId, StringComparer.Ordinal))
        {
            if (await clients.FindKnownAsync(of.Key, cancellation) is { IsPanel: false } client)
                given.Add(new GivenService(of.Key, client.Title, Words(of.SelectMany(grant => grant.Scopes.Split(' '))), of.Max(grant => grant.UsedAt), of.Any(grant => grant.Stands)) { School = await SchoolAsync(person, client, cancellation) });
        }

        return [.. given.OrderByDescending(service => service.UsedAt)];
    }

    public async Task<bool> EndAsync(string provider, string subject, string clientId, string browser, CancellationToken cancellation)
    {
        var client = await clients.FindKnownAsync(clientId, cancellation);
        var standing = (await grants.ListAsync(provider, subject, cancellation)).Where(grant => grant.ClientId == clientId && grant.Stands).ToList();
        if (client is null || standing.Count == 0)
            return false;

        var notices = new List<LogoutNotice>();
        foreach (var grant in standing.Where(_ => client.BackChannelLogoutUri.Length > 0))
        {
            notices.Add(new LogoutNotice
            {
                Id = Guid.CreateVersion7(),
                ClientId = clientId,
                PairwiseSubject = grant.PairwiseSubject,
                Sid = await names.SessionAsync(clientId, grant.SessionId, cancellation),
            });
        }

        await grants.EndAsync(provider, subject, clientId, client.Title, browser, notices, cancellation);
        return true;
    }

    public async Task ForgetSchoolAsync(string provider, string subject, string clientId, CancellationToken cancellation)
    {
        if (await ties.FindAsync(provider, subject, cancellation) is { } person)
            await choices.ForgetAsync(person, clientId, cancellation);
    }

    private async Task<string?> SchoolAsync(string? person, ServiceClient client, CancellationToken cancellation) =>
        person is not null && client.AsksSchool && await choices.FindAsync(person, client.ClientId, cancellation) is { } school ? (await organisations.FindAsync(school, cancellation))?.Name : null;

    private static IReadOnlyList<string> Words(IEnumerable<string> scopes)
    {
        var asked = scopes.ToHashSet(StringComparer.Ordinal);
        (string Scope, string Words)[] all =
        [
            (Scopes.Profile, ProviderText.TellsProfile), (ServiceScope.Roles, ProviderText.TellsRoles), (ServiceScope.School, ProviderText.TellsSchool), (ServiceScope.Login, ProviderText.TellsLogin),
            (ServiceScope.Contacts, ProviderText.TellsContacts), (ServiceScope.Children, ProviderText.TellsChildren),
        ];
        return [ProviderText.TellsWho, .. all.Where(one => asked.Contains(one.Scope)).Select(one => one.Words)];
    }
}
