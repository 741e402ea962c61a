namespace Mesh.Cabinet.Sandbox.Citizens;

/// <summary>An account at mos.ru or госуслуги as <c>citizens.json</c> holds it; an absent field is null and absent there too.</summary>
public sealed record Citizen
{
    public required string Sub { get; init; }

    public required string Login { get; init; }

    public required string Password { get; init; }

    public string? LastName { get; init; }

    public string? FirstName { get; init; }

    public string? MiddleName { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    /// <summary>Whether the provider has verified that the phone is the citizen's; it says so either way.</summary>
    public bool PhoneVerified { get; init; } = true;

    /// <inheritdoc cref="PhoneVerified"/>
    public bool EmailVerified { get; init; } = true;

    public string? Snils { get; init; }

    public string? BirthDate { get; init; }

    /// <summary>Made for a child by a parent, without phone or e-mail.</summary>
    public bool Simplified { get; init; }

    /// <summary><c>mos.ru</c> or <c>gosuslugi</c>.</summary>
    public string Via { get; init; } = "mos.ru";

    /// <summary>One line for the person who tries the citizen out.</summary>
    public string? About { get; init; }

    /// <summary>Surname, name and patronymic; the login where there are none.</summary>
    public string FullName() => string.Join(' ', ((string?[])[LastName, FirstName, MiddleName]).Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } name
        ? name
        : Login;
}
