namespace Mesh.Cabinet.Shell;

/// <summary>What a page is laid out as.</summary>
public enum PageShape
{
    /// <summary>One column of cards; the title stands in the first.</summary>
    Card,

    /// <summary>One column of cards below the title.</summary>
    Cards,

    /// <summary>The title, a field to search by, and tiles as wide as the page.</summary>
    Tiles,

    /// <summary>The title, and cards beside each other.</summary>
    Family,

    /// <summary>The title, and a table as wide as the page.</summary>
    Table,

    /// <summary>The steps to an account, within a card.</summary>
    Steps,
}

/// <summary>The shape of a page, which its skeleton takes until its words are there.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LooksLikeAttribute(PageShape shape) : Attribute
{
    public static readonly LooksLikeAttribute Default = new(PageShape.Card);

    public PageShape Shape => shape;

    /// <summary>A link back stands above it.</summary>
    public bool HasWayBack { get; init; }
}
