using System.DirectoryServices.Protocols;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>One operation's use of a connection: all its requests share one deadline.</summary>
/// <param name="deadline">As a timestamp of the system's clock.</param>
internal sealed class LdapSession(LdapConnection connection, long deadline)
{
    public void Send(DirectoryRequest request) => Answer(request);

    /// <summary>What stands under this distinguished name or below it and passes the filter.</summary>
    public IReadOnlyList<LdapEntry> Search(string root, SearchScope scope, string filter) =>
        [.. ((SearchResponse)Answer(new SearchRequest(root, filter, scope, LdapEntry.AttributesRead))).Entries.Cast<SearchResultEntry>().Select(entry => new LdapEntry(entry))];

    private DirectoryResponse Answer(DirectoryRequest request)
    {
        var left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), deadline);
        return left > TimeSpan.Zero ? connection.SendRequest(request, left) : throw new TimeoutException("The directory took too long.");
    }
}
