using Jose;
using Mesh.Cabinet.PasswordEvents;

namespace Mesh.Cabinet.Tests.PasswordEvents;

/// <summary>Encrypts as mos.ru would, for a key that we publish, or as it should not.</summary>
internal static class Encrypting
{
    /// <param name="algorithm">Another algorithm than the key's own.</param>
    /// <param name="more">Parameters of the header in addition; the key's id is there unless it is among them.</param>
    public static string For(
        EventKey key, string text, JweAlgorithm? algorithm = null, JweEncryption encryption = JweEncryption.A256GCM, params (string Name, object Value)[] more)
    {
        var header = new Dictionary<string, object> { ["kid"] = key.Id };
        foreach (var (name, value) in more)
            header[name] = value;
        var jwk = Jwk.FromDictionary(key.Describe());
        return JWT.Encode(text, jwk, algorithm ?? Own(key), encryption, extraHeaders: header);
    }

    /// <summary>A key pair of ours that no database holds.</summary>
    public static EventKey NewKey(string id, string algorithm) => new(id, algorithm, DateTimeOffset.UnixEpoch, EventKey.NewPkcs8(algorithm));

    private static JweAlgorithm Own(EventKey key) => key.Algorithm switch
    {
        EventKey.EcdhEs => JweAlgorithm.ECDH_ES_A256KW,
        EventKey.RsaOaep256 => JweAlgorithm.RSA_OAEP_256,
        _ => JweAlgorithm.RSA_OAEP,
    };
}
