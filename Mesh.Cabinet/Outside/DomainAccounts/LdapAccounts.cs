using System.DirectoryServices.Protocols;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>Active Directory over LDAPS. An object is found by our id, which is indexed, and only then by its login, which the domain keeps unique.</summary>
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
            // A renamed one stands under another name: a second would be made.
            if (Existing(session, account, password) is { } existing)
                return existing;
            try
            {
                new LdapUnits(session, ldap).Add(account, LdapUser.Add(account, password, ldap));
            }
            catch (DirectoryOperationException refusal) when (SaysPassword(refusal))
            {
                return new CreateOutcome.PasswordRefused();
            }
            catch (DirectoryOperationException refusal) when (SaysNameExists(refusal))
            {
                // Somebody's who makes the same account in this moment may be seen only at the second look.
                return Existing(session, account, password)
                    ?? (IsNameHeld(session, account) ? Existing(session, account, password) ?? new CreateOutcome.NameTaken() : new CreateOutcome.Refused());
            }

            new LdapNetworks(session, ldap.Groups).Keep(LdapUser.Dn(account, ldap), account.Networks);
            return new CreateOutcome.Created(new HeldAccount(account.Login, IsHeldOff: false), IsWhole: true);
        }, new CreateOutcome.Refused(), new CreateOutcome.Unavailable(), cancellation);

    public Task<KeepOutcome> KeepAsync(DomainAccount account, CancellationToken cancellation) =>
        operations.TryAsync<KeepOutcome>(session =>
        {
            switch (Objects(session).Locate(account.Id, account.Login))
            {
                case LdapPlace.Ours ours:
                    var (held, isWhole) = Objects(session).Keep(ours.Entry, account);
                    return isWhole ? new KeepOutcome.Kept(held) : new KeepOutcome.Refused(held);
                case LdapPlace.Twice several:
                    Objects(session).SwitchOff(several.Entries, account);
                    return new KeepOutcome.Twice();
                default:
                    return new KeepOutcome.Missing();
            }
        }, new KeepOutcome.Refused(), new KeepOutcome.Unavailable(), cancellation);

    public Task<SetPasswordOutcome> SetPasswordAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
        operations.TryAsync(session => Objects(session).Locate(account.Id, account.Login) switch
        {
            LdapPlace.Ours ours => SetPassword(session, ours.Entry, password),
            LdapPlace.Twice => new SetPasswordOutcome.NotAllowed(),
            _ => new SetPasswordOutcome.Missing(),
        }, new SetPasswordOutcome.NotAllowed(), new SetPasswordOutcome.Unavailable(), cancellation);

    public Task<FindOutcome> FindAsync(Guid id, string login, CancellationToken cancellation) =>
        operations.TryAsync<FindOutcome>(session => Objects(session).Locate(id, login) switch
        {
            LdapPlace.Ours ours => Read(session, ours.Entry),
            LdapPlace.Alien alien => Read(session, alien.Entry),
            LdapPlace.Twice several => new FindOutcome.Twice(several.Entries.Any(entry => entry.IsEnabled)),
            _ => new FindOutcome.Missing(),
        }, new FindOutcome.Unavailable(), new FindOutcome.Unavailable(), cancellation);

    public Task<RemoveOutcome> RemoveAsync(Guid id, string login, CancellationToken cancellation) =>
        operations.TryAsync<RemoveOutcome>(session =>
        {
            IReadOnlyList<LdapEntry> ours = Objects(session).Locate(id, login) switch
            {
                LdapPlace.Ours one => [one.Entry],
                LdapPlace.Twice several => several.Entries,
                _ => [],
            };
            foreach (var entry in ours)
                session.Send(new DeleteRequest(entry.Dn));
            return new RemoveOutcome.Removed();
        }, new RemoveOutcome.Refused(), new RemoveOutcome.Unavailable(), cancellation);

    // Ours from an earlier try whose answer was lost, a former account that comes back, or somebody else's (E36); null for none.
    private CreateOutcome? Existing(LdapSession session, DomainAccount account, TypedPassword password)
    {
        switch (Objects(session).Locate(account.Id, account.Login))
        {
            case LdapPlace.Ours ours:
                if (SetPassword(session, ours.Entry, password) is SetPasswordOutcome.Refused)
                    return new CreateOutcome.PasswordRefused();
                var (held, isWhole) = Objects(session).Keep(ours.Entry, account);
                return new CreateOutcome.Created(held, isWhole);
            case LdapPlace.Twice:
                return new CreateOutcome.Twice();
            case LdapPlace.Alien:
                return new CreateOutcome.NameTaken();
            default:
                return null;
        }
    }

    // A refusal that names no object says nothing about whose it is: to move on would leave a second account behind.
    private bool IsNameHeld(LdapSession session, DomainAccount account) =>
        session.Search(ldap.Domain, SearchScope.Subtree,
            $"(|(sAMAccountName={LdapText.InFilter(account.Login)})(userPrincipalName={LdapText.InFilter(LdapUser.Upn(account.Login, ldap))})(distinguishedName={LdapText.InFilter(LdapUser.Dn(account, ldap))}))").Count > 0;

    private FindOutcome.Found Read(LdapSession session, LdapEntry entry) => entry.Read(new LdapNetworks(session, ldap.Groups).Of(entry.Dn));

    private LdapObjects Objects(LdapSession session) => new(session, ldap, operations);

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

    private static bool SaysPassword(DirectoryOperationException refusal) => LdapText.WindowsCode(refusal.Response?.ErrorMessage) == PasswordRestriction;

    private static bool SaysNameExists(DirectoryOperationException refusal) =>
        refusal.Response?.ResultCode is ResultCode.EntryAlreadyExists || NameExists.Contains(LdapText.WindowsCode(refusal.Response?.ErrorMessage));
}
