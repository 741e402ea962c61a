using Mesh.Cabinet.Contacts;
using Mesh.Cabinet.SchoolRecords.Fields;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Contacts;

/// <summary>The school's contacts laid beside mos.ru's.</summary>
public sealed class ContactSheetTests
{
    [Theory(DisplayName = "R35, D6: each kind of contact agrees if one of the school's is mos.ru's, however it is written")]
    [InlineData("+79161234567", "8 (916) 123-45-67", ContactVerdict.Agrees)]
    [InlineData("+79160000000 +79161234567", "9161234567", ContactVerdict.Agrees)]
    [InlineData("+79160000000", "+79161234567", ContactVerdict.Differs)]
    [InlineData("+79160000000", null, ContactVerdict.MissingAtMosRu)]
    [InlineData("+79160000000", "не скажу", ContactVerdict.MissingAtMosRu)]
    [InlineData("", "+79161234567", ContactVerdict.MissingAtSchool)]
    [InlineData("", null, ContactVerdict.MissingAtSchool)]
    public void Phones(string school, string? mosRu, ContactVerdict verdict)
    {
        var record = People.Record() with { Phones = [.. school.Split(' ').Select(PhoneNumber.TryParse).OfType<PhoneNumber>()] };
        var group = ContactSheet.Of(record, People.Profile() with { Phone = mosRu })[0];
        group.Kind.ShouldBe(ContactKind.Phone);
        group.Verdict.ShouldBe(verdict);
        group.AtSchool.Count(line => line.IsAtMosRu).ShouldBe(verdict is ContactVerdict.Agrees ? 1 : 0);
    }

    [Fact(DisplayName = "R35, E8: an e-mail is compared without case, and masked to its first letters")]
    public void Emails()
    {
        var record = People.Record() with { Emails = [EmailAddress.TryParse("Anna@School.example")!] };
        var group = ContactSheet.Of(record, People.Profile() with { Email = " ANNA@school.EXAMPLE " })[1];
        group.Verdict.ShouldBe(ContactVerdict.Agrees);
        group.AtSchool.Single().Mask.ShouldBe("a•••@s•••");
        group.AtSchool.Single().ToString().ShouldBe("a•••@s•••");
    }

    [Fact(DisplayName = "R35, D18: a contact that mos.ru does not vouch for is shown, and agrees with nothing")]
    public void Unverified()
    {
        var record = People.Record() with { Phones = [PhoneNumber.TryParse("+79161234567")!] };
        var group = ContactSheet.Of(record, People.Profile() with { UnverifiedPhone = "+79161234567" })[0];
        group.Verdict.ShouldBe(ContactVerdict.UnverifiedAtMosRu);
        group.AtSchool.Single().IsAtMosRu.ShouldBeFalse();
        group.AtMosRu.ShouldNotBeNull().IsAtMosRu.ShouldBeFalse();
    }

    [Fact(DisplayName = "R14: who has a simplified account need not add a phone at mos.ru")]
    public void Simplified()
    {
        var record = People.Record() with { Phones = [PhoneNumber.TryParse("+79161234567")!] };
        ContactSheet.Of(record, People.Profile() with { IsSimplified = true })[0].Verdict.ShouldBe(ContactVerdict.NotNeeded);
    }
}
