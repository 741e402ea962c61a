using Microsoft.AspNetCore.WebUtilities;

namespace Mesh.Cabinet.SignIn;

/// <summary>What a service's request, to which a sign-in leads back, wants of it: the person whom it expects, and a password typed just now.</summary>
internal static class ReturnWish
{
    /// <summary>In the request itself (OpenID Connect Core §3.1.2.1).</summary>
    public const string LoginHint = "login_hint";

    /// <summary>The same where the request was pushed, and its address does not say it.</summary>
    public const string PushedHint = "hint";

    /// <summary>The provider is made to ask.</summary>
    public const string Asked = "asked";

    /// <summary>The computer is not the person's.</summary>
    public const string Shared = "shared";

    private const int MaxHint = 255;

    /// <returns>Null if it names nobody.</returns>
    public static string? HintOf(string? returnUrl) =>
        (Read(returnUrl, LoginHint) ?? Read(returnUrl, PushedHint)) is { Length: <= MaxHint } hint ? hint : null;

    public static bool WantsPassword(string? returnUrl) => Read(returnUrl, Asked) is not null;

    public static bool IsShared(string? returnUrl) => Read(returnUrl, Shared) is not null;

    /// <summary>The same address, from a computer that is not the person's.</summary>
    public static string OnShared(string returnUrl) => IsShared(returnUrl) ? returnUrl : $"{returnUrl}{(returnUrl.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Shared}=true";

    /// <summary>The same address, from the person's own.</summary>
    public static string OnOwn(string returnUrl) => returnUrl.Replace($"?{Shared}=true&", "?", StringComparison.Ordinal).Replace($"?{Shared}=true", "", StringComparison.Ordinal).Replace($"&{Shared}=true", "", StringComparison.Ordinal);

    private static string? Read(string? returnUrl, string parameter) =>
        returnUrl?.IndexOf('?', StringComparison.Ordinal) is { } at and >= 0 && QueryHelpers.ParseQuery(returnUrl[at..]).TryGetValue(parameter, out var values) && values is [{ Length: > 0 } value, ..] ? value : null;
}
