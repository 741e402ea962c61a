using CsCheck;
using Mesh.Cabinet.SchoolRecords.Fields;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords.Fields;

/// <summary>СНИЛС, names, phones and e-mails as they are read and compared (E1–E8).</summary>
public sealed class FieldsTests
{
    [Theory]
    [InlineData("112-233-445 95")]
    [InlineData("001-326-678 99")]
    [InlineData("001-508-815 00")]
    [InlineData("001-437-544 00")]
    [InlineData("006-996-682 00")]
    [InlineData("006-877-897 00")]
    [InlineData("11223344595")]
    [InlineData("112 233 445 95")]
    [InlineData("001-001-998 12")]
    public void E1_a_right_SNILS_is_read(string text) => Snils.TryParse(text).ShouldNotBeNull();

    [Theory]
    [InlineData("112-233-445 96")]
    [InlineData("001-326-678 98")]
    [InlineData("001-508-815 01")]
    [InlineData("001-001-999 01")]
    [InlineData("112-233-445 9")]
    [InlineData("112-233-445 955")]
    [InlineData("١١٢٢٣٣٤٤٥٩٥")]
    [InlineData("112-233-44а 95")]
    [InlineData("")]
    [InlineData(null)]
    public void E1_a_wrong_SNILS_is_not(string? text) => Snils.TryParse(text).ShouldBeNull();

    [Fact]
    public void E1_of_all_check_sums_of_a_number_exactly_one_is_right() =>
        Gen.Int[1_001_999, 999_999_999].Sample(number =>
            Enumerable.Range(0, 100).Count(sum => Snils.TryParse($"{number:D9}{sum:D2}") is not null) == 1);

    [Fact]
    public void A_SNILS_a_phone_and_an_address_print_nothing_of_themselves()
    {
        Snils.TryParse("112-233-445 95")!.ToString().ShouldBe("***");
        PhoneNumber.TryParse("+79161234567")!.ToString().ShouldBe("***");
        EmailAddress.TryParse("a@b.ru")!.ToString().ShouldBe("***");
    }

    [Theory]
    [InlineData("Фёдоров", "ФЕДОРОВ")]
    [InlineData("Петрова - Водкина", "Петрова-Водкина")]
    [InlineData("Петрова–Водкина", "Петрова—Водкина")]
    [InlineData("  Ван  дер\u00A0Ваальс ", "ван дер ваальс")]
    [InlineData("Й\u0306", "Й\u0306")]
    [InlineData("Андреи\u0306", "Андрей")]
    [InlineData("Фе\u0308доров", "Федоров")]
    [InlineData("\u0130\u0330", "\u1E2D\u0307")]
    [InlineData(null, "  ")]
    public void E2_E3_E5_names_that_count_as_the_same_fold_to_the_same(string? one, string? other) =>
        PersonName.Fold(one).ShouldBe(PersonName.Fold(other));

    [Theory]
    [InlineData("Петрова-Водкина", "Петрова")]
    [InlineData("Андрей", "Андреи")]
    [InlineData("Анна Мария", "Аннамария")]
    public void E2_E3_names_that_differ_stay_different(string one, string other) =>
        PersonName.Fold(one).ShouldNotBe(PersonName.Fold(other));

    [Fact]
    public void E2_E3_folding_a_folded_name_changes_nothing() =>
        Gen.OneOf(Gen.Char["абвёйЁЙ -–—\u00A0\u0306\u0308"], Gen.Char['\u0400', '\u04FF'], Gen.Char['A', 'z']).Array[0, 20].Select(characters => new string(characters))
            .Sample(name => PersonName.Fold(PersonName.Fold(name)) == PersonName.Fold(name));

    [Theory]
    [InlineData("8 (916) 123-45-67")]
    [InlineData("+7 916 123 45 67")]
    [InlineData("79161234567")]
    [InlineData("9161234567")]
    public void E7_ways_of_writing_a_Russian_phone_are_one_number(string text) =>
        PhoneNumber.TryParse(text).ShouldNotBeNull().E164.ShouldBe("+79161234567");

    [Fact]
    public void E7_a_foreign_phone_is_kept() => PhoneNumber.TryParse("+375 29 123-45-67").ShouldNotBeNull().E164.ShouldBe("+375291234567");

    [Theory]
    [InlineData("12")]
    [InlineData("нет телефона")]
    [InlineData("")]
    public void E7_what_is_no_phone_is_not_read(string text) => PhoneNumber.TryParse(text).ShouldBeNull();

    [Fact]
    public void E8_an_address_is_trimmed_and_compared_without_case() =>
        EmailAddress.TryParse(" Ivanov@Example.RU ").ShouldBe(EmailAddress.TryParse("ivanov@example.ru"));

    [Theory]
    [InlineData("ivanov")]
    [InlineData("@example.ru")]
    [InlineData("ivanov@")]
    [InlineData("a@b@c")]
    [InlineData("a b@c.ru")]
    public void E8_what_is_no_address_is_not_read(string text) => EmailAddress.TryParse(text).ShouldBeNull();
}
