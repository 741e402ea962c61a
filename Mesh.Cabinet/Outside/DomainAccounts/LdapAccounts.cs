using System.DirectoryServices.Protocols;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>Active Directory over LDAPS. An object is found by its login, which the domain keeps unique and indexed, and is ours by its id.</summary>
internal sealed class LdapAccounts(LdapOperations operations, IOptions<DomainAccountsOptions> options) : IDomainAccounts
{
    // What Windows says of a password that its policy refuses; the result code beside it differs (ERROR_PASSWORD_RESTRICTION).
    private const string PasswordRestriction = "0000052D";

    // A userPrincipalName that somebody has, in Windows' words and in Samba's.
    private static readonly string[] NameExists = ["000021C8", "0000202F"];

    private readonly LdapOptions ldap = options.Value.Ldap;

    public Task<CreateOutcome> CreateAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
        operations.TryAsync(session =>
        {
            LdapUser.Check(account);
            try
            {
                Units(session).Add(account, LdapUser.Add(account, password, ldap));
            }
            catch (DirectoryOperationException refusal) when (SaysPassword(refusal))
            {
                return new CreateOutcome.PasswordRefused();
            }
            catch (DirectoryOperationException refusal) when (SaysNameExists(refusal))
            {
                return Adopt(session, account, password);
            }

            Networks(session).Keep(LdapUser.Dn(account, ldap), account.Networks);
            return new CreateOutcome.Created();
        }, new CreateOutcome.Unavailable(), cancellation);

    public Task<KeepOutcome> KeepAsync(DomainAccount account, CancellationToken cancellation) =>
        operations.TryAsync<KeepOutcome>(session =>
        {
            if (Ours(session, account) is not { } found)
                return new KeepOutcome.Missing();
            Keep(session, found, account);
            return new KeepOutcome.Kept();
        }, new KeepOutcome.Unavailable(), cancellation);

    public Task<SetPasswordOutcome> SetPasswordAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
        operations.TryAsync(session => Ours(session, account) is { } found ? SetPassword(session, found, password) : new SetPasswordOutcome.Missing(),
            new SetPasswordOutcome.Unavailable(), cancellation);

    public Task<FindOutcome> FindAsync(string login, CancellationToken cancellation) =>
        operations.TryAsync<FindOutcome>(session => Find(session, login) is { } found ? found.Read(Networks(session).Of(found.Dn)) : new FindOutcome.Missing(),
            new FindOutcome.Unavailable(), cancellation);

    // The name is there already: ours from an earlier try whose answer was lost, or somebody else's (E36).
    private CreateOutcome Adopt(LdapSession session, DomainAccount account, TypedPassword password)
    {
        if (Ours(session, account) is not { } found)
            return IsNameHeld(session, account) ? new CreateOutcome.NameTaken() : new CreateOutcome.Unavailable();
        if (SetPassword(session, found, password) is SetPasswordOutcome.Refused)
            return new CreateOutcome.PasswordRefused();
        Keep(session, found, account);
        return new CreateOutcome.Created();
    }

    // A refusal that names no object says nothing about whose it is: to move on would leave a second account behind.
    private bool IsNameHeld(LdapSession session, DomainAccount account) =>
        session.Search(ldap.Domain, SearchScope.Subtree,
            $"(|(sAMAccountName={LdapText.InFilter(account.Login)})(userPrincipalName={LdapText.InFilter(LdapUser.Upn(account.Login, ldap))})(distinguishedName={LdapText.InFilter(LdapUser.Dn(account, ldap))}))").Count > 0;

    private void Keep(LdapSession session, LdapEntry found, DomainAccount account)
    {
        if (LdapUser.Changes(found, account, ldap) is { } changes)
            session.Send(changes);
        Networks(session).Keep(Units(session).Keep(found, account), account.Networks);
    }

    private static SetPasswordOutcome SetPassword(LdapSession session, LdapEntry found, TypedPassword password)
    {
        try
        {
            session.Send(LdapUser.SetPassword(found, password));
            return new SetPasswordOutcome.Accepted();
        }
        catch (DirectoryOperationException refusal) when (SaysPassword(refusal))
        {
            return new SetPasswordOutcome.Refused();
        }
    }

    private LdapEntry? Ours(LdapSession session, DomainAccount account) => Find(session, account.Login) is { } found && found.Id == account.Id ? found : null;

    private LdapEntry? Find(LdapSession session, string login) =>
        session.Search(ldap.Domain, SearchScope.Subtree, $"(sAMAccountName={LdapText.InFilter(login)})") is [var found, ..] ? found : null;

    private LdapUnits Units(LdapSession session) => new(session, ldap);

    private LdapNetworks Networks(LdapSession session) => new(session, ldap.Groups);

    private static bool SaysPassword(DirectoryOperationException refusal) => LdapText.WindowsCode(refusal.Response?.ErrorMessage) == PasswordRestriction;

    private static bool SaysNameExists(DirectoryOperationException refusal) =>
        refusal.Response?.ResultCode is ResultCode.EntryAlreadyExists || NameExists.Contains(LdapText.WindowsCode(refusal.Response?.ErrorMessage));
}
