using System.Globalization;

namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>An organisation of the roster.</summary>
/// <param name="Type">OneRoster's word: state, district or school.</param>
internal sealed record OrganisationRow(string Id, string Name, string Type, string? ParentId = null, bool IsPrivate = false, string? TeamsDomain = null);

/// <summary>A person of the roster with the posts that the person holds.</summary>
internal sealed record PersonRow(string Id, string Family, string Given, string? Middle)
{
    /// <summary>ЭЖД login.</summary>
    public string? Username { get; init; }

    public string? Snils { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>Children of a representative, or representatives of a child.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    public int? Grade { get; init; }

    public string? BirthDate { get; init; }

    public required string School { get; init; }

    public IReadOnlyList<PostRow> Posts { get; init; } = [];

    /// <summary>The class of a student, or the classes that a teacher teaches.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];
}

/// <summary>A post or another role at a school.</summary>
internal sealed record PostRow(string Role, string School, string? Begin = null, string? End = null, string? Position = null, bool IsPrimary = true);

/// <summary>How classes are called and found: every school has the same letters in every grade.</summary>
internal static class SchoolClasses
{
    public const int Grades = 11;
    private const string Letters = "АБВГДЕЖИКЛ";

    public static int MostLetters => Letters.Length;

    public static string Id(string school, int grade, int letter) => string.Create(CultureInfo.InvariantCulture, $"{school}-{grade}-{letter + 1}");

    /// <summary>«7-А».</summary>
    public static string Title(int grade, int letter) => string.Create(CultureInfo.InvariantCulture, $"{grade}-{Letters[letter]}");
}
