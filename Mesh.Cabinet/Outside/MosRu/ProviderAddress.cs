namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Which addresses of a provider may be spoken to: whoever listens on the way must learn and change nothing.</summary>
internal static class ProviderAddress
{
    /// <summary>Absolute and https; http only where it does not leave this machine.</summary>
    public static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
