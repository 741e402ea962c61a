namespace Mesh.Cabinet.MyServices;

/// <summary>Which service a bound device opens.</summary>
public interface IDeviceServices
{
    /// <summary>The key of the catalogue's entry; null if the device is bound no more.</summary>
    Task<string?> FindAsync(Guid deviceId, CancellationToken cancellation);
}
