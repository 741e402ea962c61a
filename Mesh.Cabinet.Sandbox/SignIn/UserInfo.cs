using Mesh.Cabinet.Sandbox.Citizens;

namespace Mesh.Cabinet.Sandbox.SignIn;

/// <summary>What a provider tells of a citizen, by the names of OpenID Connect Core §5.1; an absent field stays absent.</summary>
internal static class UserInfo
{
    public static IReadOnlyList<string> ClaimNames { get; } =
        ["preferred_username", "family_name", "given_name", "middle_name", "phone_number", "phone_number_verified", "email", "email_verified", "birthdate", "snils", "simplified"];

    public static Dictionary<string, object> Of(Citizen citizen)
    {
        var claims = new Dictionary<string, object> { ["sub"] = citizen.Sub };
        object?[] values =
        [
            citizen.Login, citizen.LastName, citizen.FirstName, citizen.MiddleName,
            citizen.Phone, citizen.Phone is null ? null : citizen.PhoneVerified, citizen.Email, citizen.Email is null ? null : citizen.EmailVerified,
            citizen.BirthDate, citizen.Snils, citizen.Simplified ? true : null,
        ];
        foreach (var (name, value) in ClaimNames.Zip(values))
        {
            if (value is not null)
                claims[name] = value;
        }

        return claims;
    }
}
