using System.Security.Claims;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>
/// Whether a provider stands up for a phone, an e-mail or a СНИЛС (D18): by its own word beside the value, such as
/// <c>email_verified</c> (OpenID Connect Core §5.1), else by what its settings say that it has always verified.
/// </summary>
internal static class Vouching
{
    public const string Phone = "phone";
    public const string Email = "email";
    public const string Snils = "snils";

    /// <summary>The provider has verified nothing of which it does not say so itself.</summary>
    public const string Nothing = "none";

    /// <summary>Everything that a provider may be said to vouch for.</summary>
    public static IReadOnlyList<string> Words { get; } = [Phone, Email, Snils];

    private const string Trusted = "trusted";

    // A СНИЛС is verified with the whole account: «trusted» at mos.ru and at госуслуги.
    private static readonly Dictionary<string, string[]> OwnWords = new(StringComparer.Ordinal)
    {
        [Phone] = ["phone_number_verified"],
        [Email] = ["email_verified"],
        [Snils] = ["snils_verified", Trusted],
    };

    /// <summary>The claims in which a provider says so itself.</summary>
    public static IReadOnlyList<string> Claims { get; } = [.. OwnWords.Values.SelectMany(words => words)];

    /// <param name="what">One of <see cref="Words"/>.</param>
    /// <param name="always">What the provider is known to have verified, by its settings.</param>
    public static bool IsFor(string what, ClaimsPrincipal principal, IReadOnlyList<string> always)
    {
        // An account that is not trusted vouches for nothing; one that is says no more of a phone than before.
        if (principal.FindAll(Trusted).Select(claim => claim.Value.Trim()).Any(value => value.Length > 0 && !IsYes(value)))
            return false;

        var said = OwnWords[what].SelectMany(principal.FindAll).Select(claim => claim.Value.Trim()).Where(value => value.Length > 0).ToList();
        // Whatever is no plain «yes» is a «no», and one «no» is enough.
        return said.Count > 0 ? said.TrueForAll(IsYes) : always.Contains(what);
    }

    private static bool IsYes(string value) => value == "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
