using Mesh.Cabinet.SchoolRecords.Import.Rows;

namespace Mesh.Cabinet.Tests.SchoolRecords.Import.Rows;

/// <summary>What of a row is kept in the file's own words.</summary>
public sealed class QuotedFieldTests
{
    [Theory(DisplayName = "E42: ids, words of lists and days are quoted; nothing personal is, whatever column it got into")]
    [InlineData("orgSourcedId", "nowhere", "nowhere")]
    [InlineData("orgSourcedId", "1000000001", "1000000001")]
    [InlineData("sourcedId", "u1@s1", "u1@s1")]
    [InlineData("role", " учитель\tфизики ", "учитель физики")]
    [InlineData("beginDate", "1.9.2020", "1.9.2020")]
    [InlineData("endDate", "2026-09-01", "2026-09-01")]
    [InlineData("role", "", null)]
    [InlineData("familyName", "Иванов", null)]
    [InlineData("username", "ivanov.i", null)]
    [InlineData("userIds", "{SNILS:112-233-445 95}", null)]
    [InlineData("birthDate", "2012-03-04", null)]
    [InlineData("password", "secret", null)]
    [InlineData("role", "ivanov@example.ru", null)]
    [InlineData("role", "8 916 123-45-67", null)]
    [InlineData("orgSourcedId", "112-233-445 95", null)]
    public void Quoted(string column, string field, string? expected) => QuotedField.Of(column, field).ShouldBe(expected);

    [Fact]
    public void A_long_field_is_cut_and_stays_a_text() => QuotedField.Of("title", new string('а', 254) + "😀 и ещё").ShouldBe(new string('а', 254) + "\uFFFD");
}
