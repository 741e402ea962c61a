using System.Collections.Frozen;
using Mesh.Cabinet.Sandbox.SignIn;

namespace Mesh.Cabinet.Sandbox.Citizens;

/// <summary>The citizens as the city's file lists them, before anything happened to them, and the children whose accounts were made since.</summary>
internal sealed class City(IReadOnlyList<Citizen> citizens)
{
    private readonly Lock adding = new();
    private volatile Register register = new(citizens);

    public IReadOnlyList<Citizen> Citizens => register.Citizens;

    public Citizen? WithSub(IdentityProvider provider, string? sub) => sub is null ? null : register.BySub.GetValueOrDefault((provider.Via, sub));

    /// <summary>The citizen with that login; case counts only where two logins differ in nothing else.</summary>
    public Citizen? WithLogin(IdentityProvider provider, string login)
    {
        var candidates = register.ByLogin[(provider.Via, login.Trim().ToUpperInvariant())].ToList();
        return candidates.Find(citizen => citizen.Login == login.Trim()) ?? candidates.FirstOrDefault() ?? WithContact(provider, login.Trim());
    }

    // People sign in by what they know by heart; what two have is nobody's name.
    private Citizen? WithContact(IdentityProvider provider, string contact)
    {
        var found = register.Citizens.Where(citizen => citizen.Via == provider.Via
            && (string.Equals(citizen.Email, contact, StringComparison.OrdinalIgnoreCase) || citizen.Phone == contact)).Take(2).ToList();
        return found is [var only] ? only : null;
    }

    public void Add(Citizen citizen)
    {
        lock (adding)
            register = new Register([.. register.Citizens, citizen]);
    }

    private sealed class Register(IReadOnlyList<Citizen> citizens)
    {
        public IReadOnlyList<Citizen> Citizens { get; } = citizens;

        public FrozenDictionary<(string Via, string Sub), Citizen> BySub { get; } = citizens.ToFrozenDictionary(citizen => (citizen.Via, citizen.Sub));

        public ILookup<(string Via, string Login), Citizen> ByLogin { get; } = citizens.ToLookup(citizen => (citizen.Via, citizen.Login.ToUpperInvariant()));
    }
}
