using System.Security.Cryptography;
using CsCheck;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Tests.Database;

public sealed class FieldProtectionTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, FieldProtection.KeySize).Select(number => (byte)number)];
    private static readonly FieldProtection Protection = new(Key);

    [Fact]
    public void Every_value_comes_back_and_never_looks_the_same_twice() =>
        Gen.Select(Gen.Enum<ProtectedField>(), Gen.String[Gen.Char["абвёABC019+@ \n\u0301"], 0, 200]).Sample((field, value) =>
        {
            var first = Protection.Protect(field, "u1", value);
            new FieldProtection(Key).Reveal(field, "u1", first).ShouldBe(value);
            Protection.Protect(field, "u1", value).ShouldNotBe(first);
        });

    [Fact]
    public void A_change_of_any_byte_is_noticed()
    {
        var kept = Protection.Protect(ProtectedField.Snils, "u1", "11223344595");
        for (var place = 0; place < kept.Length; place++)
        {
            var changed = kept.ToArray();
            changed[place] ^= 1;
            Should.Throw<CryptographicException>(() => Protection.Reveal(ProtectedField.Snils, "u1", changed));
            Should.Throw<CryptographicException>(() => Protection.Reveal(ProtectedField.Snils, "u1", kept[..place]));
        }
    }

    [Fact]
    public void A_value_is_read_neither_as_another_kind_nor_under_another_key()
    {
        var kept = Protection.Protect(ProtectedField.Phone, "u1", "+79161234567");
        Should.Throw<CryptographicException>(() => Protection.Reveal(ProtectedField.Email, "u1", kept));
        Should.Throw<CryptographicException>(() => new FieldProtection(new byte[FieldProtection.KeySize]).Reveal(ProtectedField.Phone, "u1", kept));
    }

    [Fact]
    public void A_value_that_was_copied_into_another_row_does_not_open()
    {
        var kept = Protection.Protect(ProtectedField.Snils, "u1", "11223344595");
        Protection.Reveal(ProtectedField.Snils, "u1", kept).ShouldBe("11223344595");
        Should.Throw<CryptographicException>(() => Protection.Reveal(ProtectedField.Snils, "u2", kept));
    }

    [Fact]
    public void What_was_written_under_an_old_key_is_read_and_found_and_what_is_written_is_under_the_new_one()
    {
        byte[] newKey = [.. Key.Reverse()];
        var (both, alone) = (new FieldProtection(newKey, Key), new FieldProtection(newKey));
        both.Reveal(ProtectedField.Phone, "u1", Protection.Protect(ProtectedField.Phone, "u1", "+79161234567")).ShouldBe("+79161234567");
        alone.Reveal(ProtectedField.Phone, "u1", both.Protect(ProtectedField.Phone, "u1", "+79161234567")).ShouldBe("+79161234567");
        both.Indexes(ProtectedField.Phone, "+79161234567").ShouldBe(
            [alone.Index(ProtectedField.Phone, "+79161234567"), Protection.Index(ProtectedField.Phone, "+79161234567")]);
        both.Index(ProtectedField.Phone, "+79161234567").ShouldBe(alone.Index(ProtectedField.Phone, "+79161234567"));
        both.Header.ShouldBe(alone.Header);
        both.Header.ShouldNotBe(Protection.Header);
    }

    // Computed with another program from RFC 5869 and RFC 2104: what stands in a database must be found by the next version too.
    [Fact]
    public void A_value_is_looked_up_by_the_same_bytes_in_every_version() =>
        Convert.ToHexString(Protection.Index(ProtectedField.Snils, "11223344595"))
            .ShouldBe("6720558D0F10737989EF2D1453219EFB75B1EDB59A50CF0199C944F2D0D92994");

    [Fact]
    public void Equal_values_of_two_kinds_or_two_keys_do_not_look_equal()
    {
        var kinds = Enum.GetValues<ProtectedField>().Select(field => Convert.ToHexString(Protection.Index(field, "79161234567"))).ToList();
        kinds.Distinct().Count().ShouldBe(kinds.Count);
        new FieldProtection(new byte[FieldProtection.KeySize]).Index(ProtectedField.Phone, "79161234567").ShouldNotBe(Protection.Index(ProtectedField.Phone, "79161234567"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_of_another_length_is_refused(int length) => Should.Throw<ArgumentException>(() => new FieldProtection(new byte[length]));
}
