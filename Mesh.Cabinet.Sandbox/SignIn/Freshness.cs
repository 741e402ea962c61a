using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Mesh.Cabinet.Sandbox.SignIn;

/// <summary>
/// Decides whether a session is fresh enough for an authorization request (OpenID Connect Core §3.1.2.1: prompt, max_age).
/// While the person types, the request carries a sealed note of the moment from which a sign-in counts.
/// </summary>
internal sealed class Freshness(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>The parameter that carries the note.</summary>
    public const string Parameter = "sandbox_since";

    private readonly IDataProtector seal = protection.CreateProtector(nameof(Freshness));

    public bool IsEnough(OpenIddictRequest request, Session? session)
    {
        if (session is null)
            return false;
        if (Read(request.GetParameter(Parameter)?.ToString()) is { } since)
            return session.Since >= since;

        return !request.HasPromptValue(PromptValues.Login)
            && !(request.MaxAge is { } seconds && time.GetUtcNow() - session.Since > TimeSpan.FromSeconds(seconds));
    }

    public string Note() => seal.Protect(time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    private DateTimeOffset? Read(string? note)
    {
        try
        {
            return note is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(seal.Unprotect(note), CultureInfo.InvariantCulture));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
