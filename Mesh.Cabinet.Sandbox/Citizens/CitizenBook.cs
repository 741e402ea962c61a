using Mesh.Cabinet.Sandbox.SignIn;
using Mesh.Cabinet.Sandbox.State;

namespace Mesh.Cabinet.Sandbox.Citizens;

/// <summary>The citizens as they are now: the city's file with what they changed since.</summary>
internal sealed class CitizenBook(City city, CitizenStore store)
{
    public async Task<Citizen?> FindAsync(IdentityProvider provider, string? sub, CancellationToken cancellation)
    {
        if (city.WithSub(provider, sub) is not { } citizen)
            return null;

        return await store.FindProfileAsync(citizen, cancellation) is { } profile ? profile.ApplyTo(citizen) : citizen;
    }

    /// <summary>The citizen whom login and password prove; null if they do not fit.</summary>
    public async Task<Citizen?> ProveAsync(IdentityProvider provider, string? login, string? password, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(login) || string.IsNullOrEmpty(password) || city.WithLogin(provider, login) is not { } citizen)
            return null;

        var hash = await store.FindPasswordHashAsync(citizen, cancellation);
        var fits = hash is null ? citizen.Password == password : PasswordHash.Matches(hash, password);
        return fits ? citizen : null;
    }
}
