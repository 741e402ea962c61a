using Mesh.Cabinet.Sandbox.SignIn;

namespace Mesh.Cabinet.Sandbox.Citizens;

/// <summary>A citizen changes the password at mos.ru, and mos.ru tells the cabinet so.</summary>
internal sealed class PasswordChange(CitizenStore citizens, EventTransmitter transmitter)
{
    /// <summary>Saves the password; ends when the cabinet has been told, or could not be told at the first try.</summary>
    public async Task MakeAsync(Citizen citizen, string password, CancellationToken cancellation)
    {
        await citizens.SavePasswordAsync(citizen, password, cancellation);
        if (citizen.Via == IdentityProvider.MosRu.Via)
            await transmitter.TellAsync(citizen.Sub, password);
    }
}
