using System.DirectoryServices.Protocols;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The groups that Wi-Fi networks let in. Only they are touched: an account may be in other groups too.</summary>
internal sealed class LdapNetworks(LdapSession session, IReadOnlyList<NetworkGroup> groups)
{
    public IReadOnlyList<string> Of(string dn) => [.. groups.Where(group => Holds(group, dn)).Select(group => group.Network)];

    public void Keep(string dn, IReadOnlyList<string> networks)
    {
        foreach (var group in groups)
        {
            var isWanted = networks.Contains(group.Network);
            if (isWanted == Holds(group, dn))
                continue;

            var change = new DirectoryAttributeModification
            {
                Name = "member",
                Operation = isWanted ? DirectoryAttributeOperation.Add : DirectoryAttributeOperation.Delete,
            };
            change.Add(dn);
            var request = new ModifyRequest(group.Dn, change);
            // Somebody else may have done the same meanwhile, which is no error.
            request.Controls.Add(new PermissiveModifyControl());
            session.Send(request);
        }
    }

    // The group is asked, not the user's memberOf: one distinguished name has many spellings, and the server knows them all.
    private bool Holds(NetworkGroup group, string dn) =>
        session.Search(group.Dn, SearchScope.Base, $"(member={LdapText.InFilter(dn)})").Count > 0;
}
