using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords.Fields;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords.Fields;

/// <summary>Names as keyboards, spreadsheets and other systems write them (E50).</summary>
public sealed class NamesOfTheWorldTests
{
    [Theory(DisplayName = "E50: signs that nobody sees, all dashes, spaces and apostrophes fold")]
    [InlineData("Петрова", "Пет\u00ADрова")]
    [InlineData("Петрова", "\uFEFFПетрова\u200B")]
    [InlineData("Петрова", "\u200EПетрова\u202C")]
    [InlineData("Петрова", "Петрова\u2060\uFE0F\u034F")]
    [InlineData("Петрова", "Петрова\U000E0020")]
    [InlineData("Андрей", "Андреи\u200B\u0306")]
    [InlineData("Петрова-Водкина", "Петрова\u05BEВодкина")]
    [InlineData("Петрова-Водкина", "Петрова \u2E3A Водкина")]
    [InlineData("Петрова-Водкина", "Петрова\u2212Водкина")]
    [InlineData("Мамед Оглы", "Мамед\u2003\u202FОглы")]
    [InlineData("О'Коннор", "О\u2019Коннор")]
    [InlineData("О'Коннор", "О\u02BCКоннор")]
    [InlineData("О'Коннор", "О`Коннор")]
    public void Folds(string one, string other) => PersonName.Fold(other).ShouldBe(PersonName.Fold(one));

    [Theory(DisplayName = "E5, E50: what says that there is no patronymic is none")]
    [InlineData("-")]
    [InlineData(" \u2014 ")]
    [InlineData("нет")]
    [InlineData("Отсутствует")]
    [InlineData("(нет)")]
    [InlineData("\u200B")]
    [InlineData("")]
    public void No_patronymic(string written)
    {
        new PersonName("Первая", "Анна", written).ShouldBe(new PersonName("Первая", "Анна", null));
        NameComparison.Compare(new PersonName("Первая", "Анна", null), new PersonName("Первая", "Анна", written)).ShouldAllBe(verdict => verdict.Comparison.IsMatch);
    }

    [Theory(DisplayName = "E50: a patronymic that only begins as one that is none stays one")]
    [InlineData("Нетович")]
    [InlineData("-Оглы")]
    public void A_patronymic(string written) => new PersonName("Первая", "Анна", written).Middle.ShouldBe(written);

    [Theory(DisplayName = "E50: where two texts look alike the verdict says what differs")]
    [InlineData("Петрова-Водкина", "Петрова Водкина", typeof(Comparison.HyphenOrSpace))]
    [InlineData("Мамед Оглы", "Мамедоглы", typeof(Comparison.HyphenOrSpace))]
    [InlineData("Петрова", "Петрова.", typeof(Comparison.OtherSign))]
    [InlineData("Петрова", "Петро\u0301ва", typeof(Comparison.OtherSign))]
    [InlineData("Петрова", "Петровa", typeof(Comparison.LatinLetterAtSchool))]
    [InlineData("Петрова", "Петровна", typeof(Comparison.OneLetter))]
    [InlineData("Петрова-Водкина", "Петрова", typeof(Comparison.Different))]
    public void Alike(string atMosRu, string atSchool, Type comparison)
    {
        var verdict = NameComparison.Compare(new PersonName(atMosRu, "Анна", null), new PersonName(atSchool, "Анна", null))[0];
        verdict.Comparison.ShouldBeOfType(comparison);
        VerdictWords.Of(verdict, PersonRole.Staff).What.ShouldNotBeEmpty();
    }

    [Fact(DisplayName = "E5: a patronymic that only one side holds may be the slip of either")]
    public void Whose_slip()
    {
        var verdict = NameComparison.Compare(new PersonName("Первая", "Анна", null), new PersonName("Первая", "Анна", "Ильинична"))[2];
        VerdictWords.Of(verdict, PersonRole.Staff).Menders.ShouldBe([Mender.Person, Mender.StaffRegister]);
        verdict = NameComparison.Compare(new PersonName("Первая", "Анна", "Ильинична"), new PersonName("Первая", "Анна", null))[2];
        VerdictWords.Of(verdict, PersonRole.Parent).Menders.ShouldBe([Mender.EnrolmentRegister, Mender.Person]);
    }
}
