using CsCheck;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Tests.SchoolRecords.Fields;

/// <summary>Whatever text comes from outside, half characters too, is folded once and for all or is no value; nothing throws.</summary>
public sealed class FoldingProperties
{
    private static readonly Gen<char> AnyLetter = Gen.OneOf(
        Gen.Char['\0', '\uFFFF'], Gen.Char['\uD800', '\uDFFF'], Gen.Char['\u0300', '\u036F'], Gen.Char['\u0400', '\u052F'], Gen.Char[' ', '~'], Gen.Char["ёйЁЙİıßſΣς–—\u00A0@+-"]);

    private static readonly Gen<string> AnyText = AnyLetter.Array[0, 24].Select(letters => new string(letters));

    // Between what makes a value likely, so that many are read.
    private static readonly Gen<string> NearlyPhone = Gen.Select(AnyText, Gen.Long[0, 999_999_999_999_999], AnyText).Select((before, digits, after) => $"{before[..(before.Length / 8)]}{digits}{after[..(after.Length / 8)]}");
    private static readonly Gen<string> NearlyEmail = Gen.Select(AnyText, AnyText).Select((before, after) => $"{before}@{after}");

    [Fact(DisplayName = "E2, E3: a name of any letters folds once and for all")]
    public void Names() => AnyText.Sample(text => PersonName.Fold(PersonName.Fold(text)) == PersonName.Fold(text));

    [Fact(DisplayName = "E7: what was read of any text as a phone is read as the same phone")]
    public void Phones() => Gen.OneOf(AnyText, NearlyPhone).Sample(text =>
        PhoneNumber.TryParse(text) is not { } phone || PhoneNumber.TryParse(phone.E164) == phone);

    [Fact(DisplayName = "E8: what was read of any text as an address is read as the same address, in whatever case")]
    public void Emails() => Gen.OneOf(AnyText, NearlyEmail).Sample(text =>
        EmailAddress.TryParse(text) is not { } email || EmailAddress.TryParse($" {email.Folded} ") == email);

    [Fact(DisplayName = "E1: what was read of any text as a СНИЛС is eleven digits, read as the same")]
    public void Numbers() => Gen.OneOf(AnyText, NearlyPhone).Sample(text =>
        Snils.TryParse(text) is not { } snils || (snils.Digits.Length == 11 && Snils.TryParse(snils.Digits) == snils));
}
