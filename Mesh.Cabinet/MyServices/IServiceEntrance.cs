namespace Mesh.Cabinet.MyServices;

/// <summary>Where a tile leads: to the address of its service, or to where that begins its sign-in, so that one click lands signed in.</summary>
public interface IServiceEntrance
{
    Task<string> AddressAsync(ServiceEntry service, CancellationToken cancellation);
}
