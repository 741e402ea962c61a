using System.DirectoryServices.Protocols;

namespace Mesh.Cabinet.Outside.DomainAccounts;

/// <summary>Where accounts stand: all in one unit, or in a unit for each school below it, which is made when its first account comes.</summary>
internal sealed class LdapUnits(LdapSession session, LdapOptions options)
{
    // OU has the same limit as CN.
    private const int MaxNameLength = 64;

    public static string Of(DomainAccount account, LdapOptions options) =>
        options.UnitBySchool && LdapText.Cut(account.School, MaxNameLength) is { } school ? $"OU={LdapText.InDn(school)},{options.People}" : options.People;

    /// <summary>Makes the account in its unit.</summary>
    public void Add(DomainAccount account, AddRequest request)
    {
        try
        {
            session.Send(request);
        }
        catch (DirectoryOperationException refusal) when (options.UnitBySchool && IsMissing(refusal))
        {
            Make(Of(account, options));
            session.Send(request);
        }
    }

    /// <summary>Moves the account to the unit of its school; whoever has left school stays where they were.</summary>
    /// <returns>The distinguished name by which it stands now.</returns>
    public string Keep(LdapEntry found, DomainAccount account)
    {
        var unit = Of(account, options);
        if (!options.UnitBySchool || !account.IsEnabled || IsIn(unit, found.Login ?? account.Login))
            return found.Dn;

        // It may have another name by now (E43).
        var name = LdapText.FirstOf(found.Dn);
        session.Send(new ModifyDNRequest(found.Dn, unit, name));
        return $"{name},{unit}";
    }

    // The server is asked, because one distinguished name has many spellings.
    private bool IsIn(string unit, string login)
    {
        try
        {
            return session.Search(unit, SearchScope.OneLevel, $"(sAMAccountName={LdapText.InFilter(login)})").Count > 0;
        }
        catch (DirectoryOperationException refusal) when (IsMissing(refusal))
        {
            Make(unit);
            return false;
        }
    }

    private static bool IsMissing(DirectoryOperationException refusal) => refusal.Response?.ResultCode is ResultCode.NoSuchObject;

    private void Make(string unit)
    {
        try
        {
            session.Send(new AddRequest(unit, "organizationalUnit"));
        }
        catch (DirectoryOperationException refusal) when (refusal.Response?.ResultCode is ResultCode.EntryAlreadyExists)
        {
            // A schoolmate's account made it in the same moment.
        }
    }
}
