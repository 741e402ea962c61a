using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Provider.Authorizing;

/// <summary>How a person came, in the words of a token. What nobody told us is not told.</summary>
internal static class HowSignedIn
{
    public const string MosRu = "urn:mesh:mos-ru";
    public const string Gosuslugi = "urn:mesh:gosuslugi";
    public const string Device = "urn:mesh:device";
    public const string Simplified = "urn:mesh:simplified";

    public static readonly IReadOnlyList<string> All = [MosRu, Gosuslugi, Device, Simplified];

    /// <summary>The <c>acr</c> (OpenID Connect Core §2).</summary>
    public static string Class(Session session) => session switch
    {
        { DeviceId: not null } => Device,
        { Profile.IsSimplified: true } => Simplified,
        { Profile.Provider: CityProvider.Gosuslugi } => Gosuslugi,
        _ => MosRu,
    };

    /// <summary>
    /// The <c>amr</c> (RFC 8176 §2): a passkey proves a key and that its owner was there, on a panel it is a password that was typed on a phone and
    /// what both have shown, everything else was a password.
    /// </summary>
    public static IReadOnlyList<string> Methods(Session session) => session switch
    {
        { PanelId: not null } => ["pwd", "mca"],
        { DeviceId: not null } => ["pop", "user"],
        _ => ["pwd"],
    };

    /// <summary>The <c>auth_time</c>: when the password was typed, by what the provider said, or else when it answered.</summary>
    public static DateTimeOffset At(Session session) => session.AuthTime ?? session.ConfirmedAt ?? session.SignedInAt;
}
