namespace Mesh.Cabinet.OwnData;

/// <summary>Settings under <c>PersonalData</c>.</summary>
internal sealed record OwnDataOptions
{
    public const string Section = "PersonalData";

    /// <summary>The file with what was erased, outside the database and its backups; empty for one beside a SQLite file, or in <c>data/</c>.</summary>
    public string ErasureList { get; init; } = "";

    /// <summary>Who answers for the data by law, as the act names them; empty for a line to fill in.</summary>
    public string Operator { get; init; } = "";

    public string OperatorAddress { get; init; } = "";
}
