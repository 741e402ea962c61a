using System.Security.Cryptography;
using Jose;
using Mesh.Cabinet.PasswordEvents;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Tests.PasswordEvents;

/// <summary>Which encrypted texts are opened, and which are not even tried.</summary>
public sealed class EncryptedTextTests
{
    private const string Text = """{"password":"Новый-Пароль-2027"}""";
    private static readonly EventKey Rsa = Encrypting.NewKey("rsa", EventKey.RsaOaep256);
    private static readonly EventKey Elliptic = Encrypting.NewKey("ec", EventKey.EcdhEs);
    private static readonly EventKey Older = OlderKey();
    private static readonly EventKey[] Ours = [Rsa, Elliptic, Older];

    public static TheoryData<JweEncryption> Encryptions =>
        [JweEncryption.A128GCM, JweEncryption.A192GCM, JweEncryption.A256GCM, JweEncryption.A128CBC_HS256, JweEncryption.A192CBC_HS384, JweEncryption.A256CBC_HS512];

    [Theory]
    [MemberData(nameof(Encryptions))]
    public void Each_key_opens_what_was_encrypted_for_it_by_its_own_algorithm(JweEncryption encryption)
    {
        foreach (var key in Ours)
            Open(Encrypting.For(key, Text, encryption: encryption)).ShouldBe(Text, key.Id);
    }

    [Fact]
    public void Plain_RSA_OAEP_is_read_until_a_setting_says_no()
    {
        foreach (var key in new[] { Rsa, Older })
        {
            var jwe = Encrypting.For(key, Text, JweAlgorithm.RSA_OAEP);
            Open(jwe).ShouldBe(Text);
            EncryptedText.Open(jwe, Ours, acceptsRsaOaep: false).ShouldBeNull();
        }

        EncryptedText.Open(Encrypting.For(Rsa, Text), Ours, acceptsRsaOaep: false).ShouldBe(Text);
    }

    [Theory]
    [InlineData(JweAlgorithm.ECDH_ES)]
    [InlineData(JweAlgorithm.ECDH_ES_A128KW)]
    [InlineData(JweAlgorithm.ECDH_ES_A192KW)]
    public void An_elliptic_key_opens_whatever_was_agreed_by_it(JweAlgorithm algorithm) => Open(Encrypting.For(Elliptic, Text, algorithm)).ShouldBe(Text);

    [Fact]
    public void RSA1_5_and_whatever_is_not_of_the_keys_own_kind_is_never_opened()
    {
        Open(Encrypting.For(Rsa, Text, JweAlgorithm.RSA1_5)).ShouldBeNull();
        Open(Encrypting.For(Older, Text, JweAlgorithm.RSA1_5)).ShouldBeNull();
        Open(Encrypting.For(Older, Text, JweAlgorithm.RSA_OAEP_256)).ShouldBeNull();
        Open(JWT.Encode(Text, "a password", JweAlgorithm.PBES2_HS256_A128KW, JweEncryption.A256GCM, extraHeaders: new Dictionary<string, object> { ["kid"] = "rsa" })).ShouldBeNull();
        Open(JWT.Encode(Text, new byte[32], JweAlgorithm.DIR, JweEncryption.A256GCM, extraHeaders: new Dictionary<string, object> { ["kid"] = "rsa" })).ShouldBeNull();
    }

    [Fact]
    public void Only_the_key_that_is_named_opens_and_any_where_none_is()
    {
        Open(Encrypting.For(Rsa, Text, more: ("kid", "nobody's"))).ShouldBeNull();
        Open(Encrypting.For(Rsa, Text, more: ("kid", Elliptic.Id))).ShouldBeNull();
        Open(Encrypting.For(Rsa, Text, more: ("kid", 7))).ShouldBeNull();
        Open(JWT.Encode(Text, Jwk.FromDictionary(Rsa.Describe()), JweAlgorithm.RSA_OAEP_256, JweEncryption.A256GCM)).ShouldBe(Text);
        Open(JWT.Encode(Text, Jwk.FromDictionary(Older.Describe()), JweAlgorithm.RSA_OAEP, JweEncryption.A256GCM)).ShouldBe(Text);
        Open(Encrypting.For(Encrypting.NewKey(Rsa.Id, EventKey.RsaOaep256), Text)).ShouldBeNull();
    }

    [Fact]
    public void A_header_that_asks_for_unpacking_or_understanding_is_not_even_tried_and_what_else_it_says_is_ignored()
    {
        Open(JWT.Encode(new string(' ', 1_000_000), Jwk.FromDictionary(Rsa.Describe()), JweAlgorithm.RSA_OAEP_256, JweEncryption.A256GCM, JweCompression.DEF,
            new Dictionary<string, object> { ["kid"] = Rsa.Id })).ShouldBeNull();
        foreach (var (name, value) in new (string, object)[] { ("zip", "none"), ("crit", new[] { "exp" }), ("apu", 7) })
            Open(Encrypting.For(Rsa, Text, more: (name, value))).ShouldBeNull(name);
        Open(Encrypting.For(Rsa, Text, more: [("typ", "JWE"), ("cty", "json"), ("p2c", 2_000_000_000), ("jku", "https://evil.example"), ("iat", 7)])).ShouldBe(Text);
    }

    [Fact]
    public void Rubbish_is_not_opened_and_breaks_nothing()
    {
        var good = Encrypting.For(Elliptic, Text).Split('.');
        string[] headers =
        [
            "", "!", Encode("[]"), Encode("7"), Encode("""{"alg":"RSA-OAEP-256"}"""), Encode("""{"alg":null,"enc":"A256GCM","kid":"rsa"}"""),
            Encode("""{"alg":"RSA1_5","alg":"RSA-OAEP-256","enc":"A256GCM","kid":"rsa"}"""), Encode($$"""{"alg":{{new string('[', 10_000)}}"""),
            .. new[] { "\"x\"", "{}", """{"kty":"EC"}""", """{"kty":"EC","crv":"P-384","x":"AA","y":"AA"}""", """{"kty":"EC","crv":"P-256","x":"!!","y":"AA"}""", """{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}""" }
                .Select(epk => Encode($$"""{"alg":"ECDH-ES+A256KW","enc":"A256GCM","kid":"ec","epk":{{epk}}}""")),
            Encode("""{"alg":"ECDH-ES+A256KW","enc":"A256GCM","kid":"ec"}"""),
        ];
        foreach (var header in headers)
            Open(string.Join('.', [header, .. good[1..]])).ShouldBeNull(header);
        for (var place = 1; place < good.Length; place++)
        {
            foreach (var part in (string[])["", "AAAA", "!", new string('A', 20_000)])
                Open(string.Join('.', good.Select((usual, at) => at == place ? part : usual))).ShouldBeNull($"{place}: {part}");
        }

        foreach (var rubbish in (string[])["", ".", "....", ".....", "a.b.c", "\0.\0.\0.\0.\0", """{"protected":"e30"}"""])
            Open(rubbish).ShouldBeNull(rubbish);
    }

    private static string? Open(string jwe) => EncryptedText.Open(jwe, Ours, acceptsRsaOaep: true);

    private static string Encode(string header) => Base64UrlEncoder.Encode(header);

    private static EventKey OlderKey()
    {
        using var rsa = RSA.Create(2048);
        return new EventKey("older", EventKey.RsaOaep, DateTimeOffset.UnixEpoch, rsa.ExportPkcs8PrivateKey());
    }
}
