using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.Desk;

/// <summary>Settings under <c>Desk</c>.</summary>
public sealed record DeskOptions
{
    /// <summary>Support that no record names (D22).</summary>
    public IReadOnlyList<NamedOperator> Operators { get; init; } = [];

    /// <summary>Operators show a passkey beside the sign-in before they change or reveal anything (D22).</summary>
    public bool Passkey { get; init; } = true;

    public IEnumerable<string> Faults() => Operators.SelectMany((named, at) => named.Faults($"Desk:Operators:{at}"));
}

/// <summary>An account whose person works for an organisation: a school, a district, or the city.</summary>
public sealed record NamedOperator
{
    /// <summary><c>MosRu</c> or <c>Gosuslugi</c>.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The account's <c>sub</c>.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The organisation's <c>sourcedId</c>.</summary>
    public string Organisation { get; init; } = "";

    public IEnumerable<string> Faults(string key)
    {
        if (Provider is not (CityProvider.MosRu or CityProvider.Gosuslugi))
            yield return $"{key}:Provider must be {CityProvider.MosRu} or {CityProvider.Gosuslugi}";
        if (Subject.Trim().Length is 0 or > CityProfile.MaxSubjectLength)
            yield return $"{key}:Subject must be the subject of an account";
        if (Organisation.Trim().Length is 0 or > TextLength.Id)
            yield return $"{key}:Organisation must be the id of an organisation";
    }
}
