using Mesh.Cabinet.Sandbox.Citizens;

namespace Mesh.Cabinet.Sandbox.SignIn;

/// <summary>mos.ru as the city's own clients know it: other paths, and other names of what it tells. The protocol between them is the same.</summary>
internal static class Sudir
{
    public const string Authorize = "sps/oauth/ae";
    public const string Token = "sps/oauth/te";
    public const string UserInfo = "sps/oauth/me";
    public const string Keys = "sps/oauth/.well-known/jwks";
    public const string SignOut = "sps/login/logout";

    /// <summary>Says of a citizen what they have, and not who vouches for which of it: the whole account is trusted, or is not.</summary>
    public static Dictionary<string, object> Of(Citizen citizen)
    {
        var told = new Dictionary<string, object>
        {
            ["guid"] = citizen.Sub,
            ["trusted"] = citizen is { PhoneVerified: true, EmailVerified: true },
            ["snils_exists"] = citizen.Snils is not null,
        };
        foreach (var (name, value) in new[]
            { ("LastName", citizen.LastName), ("FirstName", citizen.FirstName), ("MiddleName", citizen.MiddleName), ("mail", citizen.Email), ("mobile", citizen.Phone), ("snils", citizen.Snils) })
        {
            if (value is not null)
                told[name] = value;
        }

        return told;
    }
}
