using Mesh.Cabinet.Logins;

namespace Mesh.Cabinet.Activation;

/// <summary>Settings under <c>Activation</c>.</summary>
public sealed record ActivationOptions
{
    /// <summary>What a run of forbidden characters in a login becomes (D2).</summary>
    public string Replacement { get; init; } = "_";

    public IEnumerable<string> Faults()
    {
        if (Replacement.Length > 1 || (Replacement.Length == 1 && !LoginRules.IsLegal(Replacement)))
            yield return "Activation:Replacement must be empty or one character that a login may hold";
    }
}

/// <summary>Settings under <c>WifiNetworks</c>: which network accepts whom (D5, R28, R29).</summary>
public sealed record WifiOptions
{
    public string Student { get; init; } = "Study.mos";

    public string Staff { get; init; } = "Study";

    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Student))
            yield return "WifiNetworks:Student is required";
        if (string.IsNullOrWhiteSpace(Staff))
            yield return "WifiNetworks:Staff is required";
    }
}
