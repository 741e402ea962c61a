using System.Text;
using Mesh.Cabinet.Outside.Gosuslugi;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Sandbox.SignIn;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities;
using Org.BouncyCastle.Utilities.Encoders;

namespace Mesh.Cabinet.Tests.Outside.Gosuslugi;

/// <summary>The signature that ЕСИА knows a client by.</summary>
public sealed class GostKeyTests
{
    [Fact(DisplayName = "RFC 7091 §7.1: the published example of a 256-bit key is signed as published")]
    public void Published()
    {
        var curve = new FpCurve(
            Number("8000000000000000000000000000000000000000000000000000000000000431"), BigInteger.ValueOf(7),
            Number("5FBFF498AA938CE739B8E022FBAFEF40563F6E6A3472FC2A514C0CE9DAE23B7E"), Number("8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3"), BigInteger.One);
        var point = curve.CreatePoint(BigInteger.Two, Number("8E2A8A0E65147D4BD6316030E16D19C85C97F0A9CA267122B96ABBCEA7E8FC8"));
        var domain = new ECDomainParameters(curve, point, curve.Order, BigInteger.One);
        var key = new GostKey(new ECPrivateKeyParameters(Number("7A929ADE789BB9BE10ED359DD39A72C11B60961F49397EEE1D19CE9891EC3B28"), domain));
        // The standard tells the hash as a number; as bytes it begins with the lowest.
        var hash = Arrays.Reverse(Hex.Decode("2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5"));
        var k = new Known(Hex.Decode("77105C9B20BCD3122823C8CF6FCC7B956DE33814E95B7FE64FED924594DCEAB3"));

        Hex.ToHexString(key.SignHash(hash, k)).ToUpperInvariant().ShouldBe(
            "01456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40" + "41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493");
    }

    [Fact(DisplayName = "RFC 6986 §10.1.2: the published message has the published hash")]
    public void Hashed() =>
        Hex.ToHexString(GostKey.Hash(Encoding.ASCII.GetBytes("012345678901234567890123456789012345678901234567890123456789012")))
            .ShouldBe("9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500");

    [Fact]
    public void A_request_is_signed_over_its_words_in_their_order_and_over_nothing_else()
    {
        var settings = new IdentityProviderOptions { ClientId = "MESH", Kind = "Esia", Esia = new() { Key = EsiaKeys.Shared.ClientKey, CertificateHash = "h" } };
        var request = new Dictionary<string, string> { ["scope"] = "openid snils", ["state"] = "s-1", ["redirect_uri"] = "https://school.example/back", ["prompt"] = "login" };
        EsiaProof.Apply(request, settings, new DateTimeOffset(2026, 9, 1, 21, 30, 5, TimeSpan.Zero));

        request["timestamp"].ShouldBe("2026.09.02 00:30:05 +03:00");
        EsiaProof.Signed(request).ShouldBe("MESHopenid snils2026.09.02 00:30:05 +03:00s-1https://school.example/back");
        EsiaKeys.Shared.HasSigned(EsiaProof.Signed(request), request["client_secret"]).ShouldBeTrue();
        EsiaKeys.Shared.HasSigned(EsiaProof.Signed(request) + "code", request["client_secret"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void What_is_no_key_of_the_standard_is_none(string pem) => GostKey.Read(pem).ShouldBeNull();

    [Fact]
    public void A_key_of_another_standard_is_none()
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        GostKey.Read(other.ExportPkcs8PrivateKeyPem()).ShouldBeNull();
        GostKey.Read(EsiaKeys.Shared.ClientKey).ShouldNotBeNull();
    }

    private static BigInteger Number(string hex) => new(hex, 16);

    // The published example says which «k» to take.
    private sealed class Known(byte[] bytes) : SecureRandom
    {
        public override void NextBytes(byte[] buf) => NextBytes(buf, 0, buf.Length);

        public override void NextBytes(byte[] buf, int off, int len) => bytes.AsSpan(0, len).CopyTo(buf.AsSpan(off, len));

        public override void NextBytes(Span<byte> buffer) => bytes.AsSpan(0, buffer.Length).CopyTo(buffer);
    }
}
