using System.Globalization;
using System.Security.Cryptography;

namespace Mesh.Cabinet.Sandbox.State;

/// <summary>A salted PBKDF2 hash written as <c>rounds.salt.hash</c>: even a city for play keeps no password that somebody typed.</summary>
internal static class PasswordHash
{
    private const int Rounds = 50_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    public static string Make(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, HashBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Rounds}.{Convert.ToBase64String(salt)}.{Convert.ToBase64String(hash)}");
    }

    public static bool Matches(string? made, string password)
    {
        if (made?.Split('.') is not [var rounds, var salt, var hash])
            return false;

        var expected = Convert.FromBase64String(hash);
        var actual = Rfc2898DeriveBytes.Pbkdf2(
            password, Convert.FromBase64String(salt), int.Parse(rounds, CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, expected.Length);
        return CryptographicOperations.FixedTimeEquals(expected, actual);
    }
}
