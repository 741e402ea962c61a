using System.DirectoryServices.Protocols;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>Looks at the domain once at start, without holding it up, so that a wrong setting shows before the first person does.</summary>
internal sealed partial class LdapStartCheck(LdapOperations operations, IOptions<DomainAccountsOptions> options, ILogger<LdapStartCheck> logger) : BackgroundService
{
    private readonly LdapOptions ldap = options.Value.Ldap;

    /// <summary>Whether the controller answers, is trusted, knows the service account, and the unit and the groups are there.</summary>
    public async Task<bool> IsRightAsync(CancellationToken cancellation)
    {
        var missing = await operations.TryAsync(Missing, refused: null, unavailable: null, cancellation);
        foreach (var key in missing ?? [])
            LogMissing(key);
        if (missing is not { Count: 0 })
            return false;

        LogRight();
        return true;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => IsRightAsync(stoppingToken);

    private List<string>? Missing(LdapSession session) =>
    [
        .. ldap.Groups.Select((group, place) => (Key: $"Groups:{place}:Dn", group.Dn)).Prepend((Key: nameof(LdapOptions.People), Dn: ldap.People))
            .Where(named => !IsThere(session, named.Dn)).Select(named => $"DomainAccounts:Ldap:{named.Key}"),
    ];

    private static bool IsThere(LdapSession session, string dn)
    {
        try
        {
            return session.Search(dn, SearchScope.Base, "(objectClass=*)").Count > 0;
        }
        catch (DirectoryOperationException refusal) when (refusal.Response?.ResultCode is ResultCode.NoSuchObject or ResultCode.InvalidDNSyntax)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key} names nothing in the domain that the service account may see")]
    private partial void LogMissing(string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "The domain controller is there and trusted, with the service account, the unit and the groups")]
    private partial void LogRight();
}
