using System.Globalization;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Sandbox.CityMaking;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>A person of a generated city, as the files of its records say.</summary>
internal sealed record CityPerson(string Id, PersonName Name)
{
    // The records hold people up to a hundred thousand: whoever is far beyond is in none of them.
    private const int Beyond = 3_000_000;

    public string? Username { get; init; }

    public string? Snils { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public IReadOnlyList<string> Agents { get; init; } = [];

    public IReadOnlyList<CityPost> Posts { get; init; } = [];

    /// <summary>The running number of a neighbour; 0 for the people of a story.</summary>
    public int Number => Id.StartsWith("person-", StringComparison.Ordinal) ? int.Parse(Id["person-".Length..], CultureInfo.InvariantCulture) : 0;

    public bool Is(PersonRole role) => Posts.Any(post => post.Role == role);

    /// <summary>What mos.ru would hold of this person without an error; parents and students have a СНИЛС that no school knows.</summary>
    public CityProfile Account(CityAccount kind)
    {
        var profile = new CityProfile
        {
            Provider = CityProvider.MosRu,
            Subject = Id,
            Login = Username ?? Id,
            FamilyName = Name.Family,
            GivenName = Name.Given,
            MiddleName = Name.Middle,
        };
        return kind switch
        {
            CityAccount.Simplified => profile with { IsSimplified = true },
            CityAccount.WithoutContacts => profile with { Snils = Snils },
            _ => profile with { Snils = Snils ?? Numbers.Snils(Beyond + Number), Phone = Phone, Email = Email },
        };
    }

    public CityProfile Stranger() => Account(CityAccount.Full) with
    {
        Snils = Numbers.Snils(Beyond + Number),
        Phone = Numbers.Phone(Beyond + Number),
        Email = string.Create(CultureInfo.InvariantCulture, $"guest.{Number}@elsewhere.example"),
    };
}

/// <summary>A role of the door that the records give, and its days.</summary>
internal sealed record CityPost(PersonRole Role, DateOnly? Begin, DateOnly? End);

/// <summary>How much an account at mos.ru holds: all; of staff no more than R11 asks for; a child's made by a parent (R14).</summary>
internal enum CityAccount { Full, WithoutContacts, Simplified }
