namespace Mesh.Cabinet.Outside;

/// <summary>
/// The password a person typed, on its way from the request to the systems that need it (D13). It prints nothing, is never
/// stored and never enters a circuit.
/// </summary>
public sealed class TypedPassword(string value)
{
    /// <summary>What Active Directory takes at most, in characters.</summary>
    public const int MaxLength = 256;

    /// <summary>The password itself: only for the call that carries it further.</summary>
    public string Reveal() => value;

    public override string ToString() => "***";
}
