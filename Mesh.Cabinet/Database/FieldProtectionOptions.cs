namespace Mesh.Cabinet.Database;

/// <summary>Settings under <c>FieldProtection</c>.</summary>
internal sealed record FieldProtectionOptions
{
    public const string Section = "FieldProtection";

    /// <summary>256 random bits in Base64; in Development empty for a file made once beside the database.</summary>
    public string Key { get; init; } = "";

    /// <summary>Keys that are still read by, and written by no more.</summary>
    public IReadOnlyList<string> OldKeys { get; init; } = [];

    /// <summary>Every fault of these settings, each with the full key.</summary>
    public IEnumerable<string> Faults(bool isDevelopment)
    {
        if (FieldProtectionKey.Fault(Key, isDevelopment) is { } fault)
            yield return $"{Section}:Key {fault}";
        foreach (var (number, oldFault) in FieldProtectionKey.OldFaults(Key, OldKeys))
            yield return $"{Section}:OldKeys:{number} {oldFault}";
    }

    public override string ToString() => "***";
}
