using System.DirectoryServices.Protocols;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>The objects of the domain: finds ours, and makes them equal to what they should be as far as the domain takes it.</summary>
internal sealed class LdapObjects(LdapSession session, LdapOptions options, LdapOperations operations)
{
    /// <summary>By our id, whatever the name; if nothing bears it, by the name.</summary>
    public LdapPlace Locate(Guid id, string login)
    {
        switch (session.Search(options.Domain, SearchScope.Subtree, $"({LdapUser.IdAttribute}={id:D})"))
        {
            case [var ours]:
                return new LdapPlace.Ours(ours);
            case { Count: > 1 } several:
                return new LdapPlace.Twice(several);
        }

        // Ours may have come between both looks.
        return session.Search(options.Domain, SearchScope.Subtree, $"(sAMAccountName={LdapText.InFilter(login)})") is not [var named, ..] ? new LdapPlace.Nobody()
            : named.Id == id ? new LdapPlace.Ours(named)
            : new LdapPlace.Alien(named);
    }

    /// <summary>
    /// Switching off goes first and alone, so that nothing else that is refused holds it up; switching on goes last. One refusal holds up
    /// nothing behind it.
    /// </summary>
    /// <returns>What the domain holds now, and whether it took all.</returns>
    public (HeldAccount Held, bool IsWhole) Keep(LdapEntry found, DomainAccount account)
    {
        var change = account.SwitchOf(found.IsEnabled);
        var isWhole = true;
        if (change is AccountSwitch.Off)
            isWhole &= Try(account, () => Send(LdapUser.Switch(found, isOn: false)));
        isWhole &= Try(account, () => Send(LdapUser.Changes(found, account)));

        var dn = found.Dn;
        isWhole &= Try(account, () => dn = new LdapUnits(session, options).Keep(found, account));
        isWhole &= Try(account, () => new LdapNetworks(session, options.Groups).Keep(dn, account.Networks));
        if (change is AccountSwitch.On)
            isWhole &= Try(account, () => Send(LdapUser.Switch(found, isOn: true, dn)));
        else if (change is AccountSwitch.Leave)
            isWhole &= Try(account, () => Send(LdapUser.KeepPassword(found, dn)));
        return (account.Held(found.Login ?? account.Login, found.IsEnabled), isWhole);
    }

    /// <summary>All that can be done to several objects of which nobody knows which one is meant.</summary>
    public void SwitchOff(IReadOnlyList<LdapEntry> several, DomainAccount account)
    {
        foreach (var one in several.Where(entry => account.SwitchOf(entry.IsEnabled) is AccountSwitch.Off))
            Try(account, () => Send(LdapUser.Switch(one, isOn: false)));
    }

    private void Send(ModifyRequest? request)
    {
        if (request is not null)
            session.Send(request);
    }

    private bool Try(DomainAccount account, Action work)
    {
        try
        {
            try
            {
                work();
            }
            catch (DirectoryOperationException refusal) when (LdapConnections.IsPassing(refusal) && LdapOperations.IsAboutObject(refusal))
            {
                work();
            }

            return true;
        }
        catch (DirectoryOperationException refusal) when (LdapOperations.IsAboutObject(refusal))
        {
            operations.Refused(account.Id, refusal);
            return false;
        }
    }
}

/// <summary>What stands where an account should.</summary>
internal abstract record LdapPlace
{
    private LdapPlace()
    {
    }

    public sealed record Ours(LdapEntry Entry) : LdapPlace;

    public sealed record Twice(IReadOnlyList<LdapEntry> Entries) : LdapPlace;

    public sealed record Alien(LdapEntry Entry) : LdapPlace;

    public sealed record Nobody : LdapPlace;
}
