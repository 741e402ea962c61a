using System.Security.Claims;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>The city's two doors: the scheme, the section of the settings and the value kept with a session are one name.</summary>
public static class CityProvider
{
    public const string MosRu = "MosRu";
    public const string Gosuslugi = "Gosuslugi";
}

/// <summary>
/// What mos.ru or госуслуги says about who signed in, as it came: only bounded in length, and what it does not vouch for kept apart
/// (D18). Standard claims of OpenID Connect Core §5.1, with <c>snils</c> and <c>simplified</c> beside them. What cannot be read as a
/// name or a number is told so by matching.
/// </summary>
public sealed record CityProfile
{
    /// <summary>OpenID Connect Core §2: a subject has at most 255 characters; our columns take as many.</summary>
    public const int MaxSubjectLength = TextLength.Line;

    /// <summary>A longer one is no login.</summary>
    public const int MaxLoginLength = TextLength.Line;

    /// <summary>Any other claim is kept up to this length. It is more than a name, a number or an address may have: what was cut is still seen to be none.</summary>
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

    /// <summary>A phone that is there and that the provider does not vouch for: shown to the person, and nothing is decided by it (D18).</summary>
    public string? UnverifiedPhone { get; init; }

    /// <inheritdoc cref="UnverifiedPhone"/>
    public string? UnverifiedEmail { get; init; }

    /// <inheritdoc cref="UnverifiedPhone"/>
    public string? UnverifiedSnils { get; init; }

    /// <summary>The provider tells no logins at all: that there is none here says nothing of the account.</summary>
    public bool IsLoginUntold { get; init; }

    /// <summary>An account made by a parent, without phone and e-mail (R14): only mos.ru makes such.</summary>
    public bool IsSimplified { get; init; }

    /// <summary>Null if there is no usable subject: then nobody can be told from anybody.</summary>
    /// <param name="vouchesFor">What the provider has verified although it does not say so (<see cref="IdentityProviderOptions.VouchesFor"/>).</param>
    /// <param name="tellsLogin">Whether the provider tells logins at all.</param>
    public static CityProfile? Read(string provider, ClaimsPrincipal principal, IReadOnlyList<string> vouchesFor, bool tellsLogin = true)
    {
        var subject = principal.FindFirst("sub")?.Value;
        // To SQL Server a subject with a space at its end is the one without.
        if (string.IsNullOrWhiteSpace(subject) || subject.Trim() != subject || subject.Length > MaxSubjectLength || subject.Any(char.IsControl))
            return null;

        var (phone, unverifiedPhone) = Apart(Vouching.Phone, "phone_number");
        var (email, unverifiedEmail) = Apart(Vouching.Email, "email");
        var (snils, unverifiedSnils) = Apart(Vouching.Snils, "snils");
        return new CityProfile
        {
            Provider = provider,
            Subject = subject,
            Login = Claim("preferred_username") is { Length: <= MaxLoginLength } login ? login : null,
            IsLoginUntold = !tellsLogin,
            FamilyName = Claim("family_name"),
            GivenName = Claim("given_name"),
            MiddleName = Claim("middle_name"),
            Phone = phone,
            UnverifiedPhone = unverifiedPhone,
            Email = email,
            UnverifiedEmail = unverifiedEmail,
            Snils = snils,
            UnverifiedSnils = unverifiedSnils,
            IsSimplified = provider == CityProvider.MosRu && string.Equals(Claim("simplified"), "true", StringComparison.OrdinalIgnoreCase),
        };

        (string? Vouched, string? Unverified) Apart(string what, string type) =>
            Vouching.IsFor(what, principal, vouchesFor) ? (Claim(type), null) : (null, Claim(type));

        string? Claim(string type)
        {
            var value = principal.FindFirst(type)?.Value;
            if (string.IsNullOrWhiteSpace(value))
                return null;
            return value.Length > MaxClaimLength ? value[..MaxClaimLength] : value;
        }
    }

    /// <summary>The name of an account over both doors.</summary>
    public static string AccountOf(string provider, string subject) => $"{provider}/{subject}";

    public override string ToString() => $"{Provider} ***";
}
