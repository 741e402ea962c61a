namespace Mesh.Cabinet.Database;

/// <summary>A column of protected values, as the feature that writes it registers it: all of them are written anew under a new key.</summary>
/// <param name="Key">The column by whose order the rows are visited.</param>
/// <param name="Owner">The columns that say whose a value is, which <see cref="FieldProtection.Protect"/> was given with «/» between them.</param>
internal sealed record ProtectedColumn(string Table, string Key, string Column, ProtectedField Field, params string[] Owner)
{
    /// <summary>The column by which the value is looked up, if it is.</summary>
    public string? Index { get; init; }

    /// <summary>The value of the column <c>Kind</c> of the rows that are meant, where rows of a table hold values of several kinds.</summary>
    public string? Kind { get; init; }

    public override string ToString() => Kind is null ? $"{Table}.{Column}" : $"{Table}.{Column} ({Kind})";
}
