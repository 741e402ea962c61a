using System.Globalization;
using System.Security.Claims;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.SignIn;

/// <summary>What a provider answered to a sign-in.</summary>
/// <param name="AuthTime">When it last asked for the password (OpenID Connect Core §2, <c>auth_time</c>); null where it does not say.</param>
/// <param name="IsFresh">It was made to ask just now.</param>
/// <param name="IdToken">By which it knows at sign-out whose session to end (RP-Initiated Logout §2, <c>id_token_hint</c>).</param>
internal sealed record ProviderAnswer(CityProfile Profile, DateTimeOffset? AuthTime = null, bool IsFresh = false, string? IdToken = null)
{
    /// <summary>The person said before that the computer is not theirs.</summary>
    public bool IsShared { get; init; }

    /// <summary>A longer one makes an address that servers refuse.</summary>
    public const int MaxIdToken = 4096;

    /// <summary>The claim <c>auth_time</c>; null if it is missing or no moment.</summary>
    public static DateTimeOffset? AuthTimeOf(ClaimsPrincipal principal) => MomentOf(principal, "auth_time");

    /// <summary>A claim in seconds since 1970 (RFC 7519 §2, NumericDate); null if it is missing or no moment.</summary>
    public static DateTimeOffset? MomentOf(ClaimsPrincipal principal, string claim) =>
        long.TryParse(principal.FindFirst(claim)?.Value, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public override string ToString() => "***";
}
