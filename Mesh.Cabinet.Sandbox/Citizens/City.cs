using System.Collections.Frozen;
using Mesh.Cabinet.Sandbox.SignIn;

namespace Mesh.Cabinet.Sandbox.Citizens;

/// <summary>The citizens as the city's file lists them, before anything happened to them.</summary>
internal sealed class City
{
    private readonly FrozenDictionary<(string Via, string Sub), Citizen> bySub;
    private readonly ILookup<(string Via, string Login), Citizen> byLogin;

    public City(IReadOnlyList<Citizen> citizens)
    {
        Citizens = citizens;
        bySub = citizens.ToFrozenDictionary(citizen => (citizen.Via, citizen.Sub));
        byLogin = citizens.ToLookup(citizen => (citizen.Via, citizen.Login.ToUpperInvariant()));
    }

    public IReadOnlyList<Citizen> Citizens { get; }

    public Citizen? WithSub(IdentityProvider provider, string? sub) => sub is null ? null : bySub.GetValueOrDefault((provider.Via, sub));

    /// <summary>The citizen with that login; case counts only where two logins differ in nothing else.</summary>
    public Citizen? WithLogin(IdentityProvider provider, string login)
    {
        var candidates = byLogin[(provider.Via, login.Trim().ToUpperInvariant())].ToList();
        return candidates.Find(citizen => citizen.Login == login.Trim()) ?? candidates.FirstOrDefault();
    }
}
