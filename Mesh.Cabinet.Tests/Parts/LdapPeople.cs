using System.Buffers.Binary;
using System.DirectoryServices.Protocols;
using System.Text;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>What administrators do to the domain by hand.</summary>
internal static class LdapPeople
{
    public static AddRequest Add(string dn, string login, string password, string? principal = null) => new(
        dn,
        new DirectoryAttribute("objectClass", "user"),
        new DirectoryAttribute("sAMAccountName", login),
        new DirectoryAttribute("userPrincipalName", $"{principal ?? login}@mesh.test"),
        new DirectoryAttribute("userAccountControl", "512"),
        new DirectoryAttribute("unicodePwd", Encoding.Unicode.GetBytes($"\"{password}\"")));

    public static SearchResultEntry? Find(LdapConnection connection, string filter) =>
        ((SearchResponse)connection.SendRequest(new SearchRequest(StartedDomain.Domain, filter, SearchScope.Subtree, "*", "msDS-UserPasswordExpiryTimeComputed"))).Entries
            .Cast<SearchResultEntry>().SingleOrDefault();

    public static void Replace(LdapConnection connection, string dn, string attribute, string value) =>
        connection.SendRequest(new ModifyRequest(dn, DirectoryAttributeOperation.Replace, attribute, value));

    /// <summary>«S-1-5-21-…» of an object (MS-DTYP 2.4.2).</summary>
    public static string Sid(LdapConnection connection, string dn)
    {
        var answer = (SearchResponse)connection.SendRequest(new SearchRequest(dn, "(objectClass=*)", SearchScope.Base, "objectSid"));
        var bytes = (byte[])answer.Entries[0].Attributes["objectSid"].GetValues(typeof(byte[]))[0];
        var parts = Enumerable.Range(0, bytes[1]).Select(part => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8 + (4 * part))));
        return $"S-{bytes[0]}-{bytes[7]}-{string.Join('-', parts)}";
    }
}
