using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mesh.Cabinet.SignIn;
using Microsoft.AspNetCore.DataProtection;

namespace Mesh.Cabinet.Provider.Authorizing;

/// <summary>
/// A note in the address of a request, which says when its person was sent away to type the password. Without it who came back could not be
/// told from who has just come. It is good for that request alone.
/// </summary>
internal sealed class AskedNote(IDataProtectionProvider protection, TimeProvider time)
{
    public const string Parameter = ReturnWish.Asked;

    /// <summary>With its name, in characters; no note comes near to it.</summary>
    public const int MaxLength = 400;

    private readonly IDataProtector protector = protection.CreateProtector("authorize/asked");

    /// <summary>The request with a note of this moment.</summary>
    public string Write(string back)
    {
        var note = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().ToUnixTimeMilliseconds()}/{Mark(back)}");
        return $"{back}&{Parameter}={protector.Protect(note)}";
    }

    /// <summary>The moment; null if there is no note, or it is of another request.</summary>
    public DateTimeOffset? Read(string? note, string back)
    {
        try
        {
            return note is { Length: > 0 } && protector.Unprotect(note).Split('/') is [var moment, var mark] && mark == Mark(back)
                ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(moment, CultureInfo.InvariantCulture))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Mark(string back) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(back)).AsSpan(0, 16));
}
