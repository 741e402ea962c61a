using System.Security.Claims;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>The city's two doors: the scheme, the section of the settings and the value kept with a session are one name.</summary>
public static class CityProvider
{
    public const string MosRu = "MosRu";
    public const string Gosuslugi = "Gosuslugi";
}

/// <summary>
/// What mos.ru or госуслуги says about who signed in, as it came: only bounded in length. Standard claims of OpenID Connect
/// Core §5.1, with <c>snils</c> and <c>simplified</c> beside them. What cannot be read as a name or a number is told so by matching.
/// </summary>
public sealed record CityProfile
{
    /// <summary>A longer claim is kept up to this length, which no field of a record reaches.</summary>
    public const int MaxClaimLength = 300;

    public required string Provider { get; init; }

    public required string Subject { get; init; }

    public string? Login { get; init; }

    public string? FamilyName { get; init; }

    public string? GivenName { get; init; }

    public string? MiddleName { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Snils { get; init; }

    /// <summary>An account made by a parent, without phone and e-mail (R14).</summary>
    public bool IsSimplified { get; init; }

    /// <summary>Claims that <see cref="Read"/> looks at, besides <c>sub</c>.</summary>
    public static IReadOnlyList<string> Claims { get; } =
        ["preferred_username", "family_name", "given_name", "middle_name", "phone_number", "email", "snils", "simplified"];

    /// <summary>Null if there is no usable subject: then nobody can be told from anybody.</summary>
    public static CityProfile? Read(string provider, ClaimsPrincipal principal)
    {
        var subject = principal.FindFirst("sub")?.Value;
        if (string.IsNullOrWhiteSpace(subject) || subject.Length > 255 || subject.Any(char.IsControl))
            return null;

        return new CityProfile
        {
            Provider = provider,
            Subject = subject,
            Login = Claim("preferred_username"),
            FamilyName = Claim("family_name"),
            GivenName = Claim("given_name"),
            MiddleName = Claim("middle_name"),
            Phone = Claim("phone_number"),
            Email = Claim("email"),
            Snils = Claim("snils"),
            IsSimplified = string.Equals(Claim("simplified"), "true", StringComparison.OrdinalIgnoreCase),
        };

        string? Claim(string type)
        {
            var value = principal.FindFirst(type)?.Value;
            if (string.IsNullOrWhiteSpace(value))
                return null;
            return value.Length > MaxClaimLength ? value[..MaxClaimLength] : value;
        }
    }

    public override string ToString() => $"{Provider} ***";
}
