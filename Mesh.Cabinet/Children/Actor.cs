namespace Mesh.Cabinet.Children;

/// <summary>Whose hand it is: the adult's record, and the browser for the history.</summary>
internal sealed record Actor
{
    private const int MaxDeviceLength = 250;

    public Actor(string personId, string? device)
    {
        PersonId = personId;
        Device = device is { Length: > MaxDeviceLength } ? device[..MaxDeviceLength] : device;
    }

    public string PersonId { get; }

    public string? Device { get; }
}
