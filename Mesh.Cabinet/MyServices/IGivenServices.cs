namespace Mesh.Cabinet.MyServices;

/// <summary>Which services an account went into by way of this site, and what they are told; for the person whose it is.</summary>
public interface IGivenServices
{
    /// <summary>The one used last comes first.</summary>
    Task<IReadOnlyList<GivenService>> ListAsync(string provider, string subject, CancellationToken cancellation);

    /// <summary>Ends what a service holds of this account, and its sessions there. It is no block: the next tap signs in again.</summary>
    /// <returns>False if it holds nothing.</returns>
    Task<bool> EndAsync(string provider, string subject, string clientId, string browser, CancellationToken cancellation);

    /// <summary>The person chooses another school when they open the service again.</summary>
    Task ForgetSchoolAsync(string provider, string subject, string clientId, CancellationToken cancellation);
}

/// <param name="Told">What it is told, in words.</param>
/// <param name="UsedAt">When it last did something for the person; may lag behind by a minute.</param>
/// <param name="IsOpen">The person is signed in there, as far as is known here.</param>
public sealed record GivenService(string ClientId, string Title, IReadOnlyList<string> Told, DateTimeOffset UsedAt, bool IsOpen)
{
    /// <summary>The school that the person chose there; null where nothing was chosen.</summary>
    public string? School { get; init; }
}
