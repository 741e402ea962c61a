using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Tests.SchoolRecords;

public sealed class SchoolSearchTests
{
    private static readonly ListedSchool[] All =
    [
        new("s12", "ГБОУ Школа № 12", "Западный округ"), new("s123", "ГБОУ Школа № 123", null), new("s12-2", "ГБОУ Школа № 12 «Радуга»", null),
        new("kur", "Курчатовская школа", null), new("g1", "Гимназия на Юго-Западе", null), new("zao", "Западный округ", null),
    ];

    [Theory]
    [InlineData("12", "s12")]
    [InlineData("школа №12", "s12")]
    [InlineData("ШКОЛА 12 города Москвы", "s12")]
    [InlineData("радуга", "s12-2")]
    [InlineData("12 радуга", "s12-2")]
    [InlineData("курчатовской школе", "kur")]
    [InlineData("западный округ", "zao")]
    public void A_school_is_found_by_its_number_or_its_name_whatever_the_ending(string typed, string id) => Find(typed).ShouldBe([id]);

    [Theory]
    [InlineData("школа")]
    [InlineData("№")]
    [InlineData("1")]
    [InlineData("123 радуга")]
    [InlineData("<script>")]
    [InlineData("")]
    public void What_names_no_school_finds_none(string typed) => Find(typed).ShouldBeEmpty();

    private static IEnumerable<string> Find(string typed) => SchoolSearch.Find(All, typed).Select(school => school.Id);
}
