using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords;

/// <summary>What other features read of the records.</summary>
public sealed class SchoolRecordsTests : IDisposable
{
    private readonly TestRoster roster = new();

    public void Dispose() => roster.Dispose();

    [Fact]
    public async Task A_person_is_read_with_contacts_posts_and_school()
    {
        await roster.CountAsync();
        var person = (await roster.Records.FindAsync("u1", default)).ShouldNotBeNull();
        person.Name.Full.ShouldBe("Иванов Иван Иванович");
        person.Username.ShouldBe("ivanov.i");
        person.Snils!.Digits.ShouldBe("11223344595");
        person.Phones.Single().E164.ShouldBe("+79161234567");
        person.Emails.Single().Folded.ShouldBe("ivanov@example.ru");
        var post = person.Posts.Single();
        (post.Role, post.IsPrimary, post.Begin, post.End, post.Position).ShouldBe(("teacher", true, new DateOnly(2020, 9, 1), (DateOnly?)null, "учитель"));
        (post.School.Name, post.School.IsPrivate, post.School.IsMoscow, post.School.TeamsDomain).ShouldBe(("Школа № 1", false, true, "zao.obr.mos.ru"));
    }

    [Fact]
    public async Task An_unknown_person_is_null() => (await roster.Records.FindAsync("nobody", default)).ShouldBeNull();

    [Fact]
    public async Task R19_a_school_below_a_private_organisation_is_private_and_D15_only_Moscow_is_Moscow()
    {
        roster.Orgs.AddRange(["p2,Корпус,school,p1,,p2.obr.mos.ru", "tver,Тверская область,state,,,", "t1,Школа,school,tver,,"]);
        roster.Roles.AddRange(["r3,u2,secondary,student,,,p2,", "r4,u2,secondary,student,,,t1,"]);
        await roster.CountAsync();
        var schools = (await roster.Records.FindAsync("u2", default))!.Posts.Select(post => post.School).ToDictionary(school => school.Id);
        schools["p2"].ShouldSatisfyAllConditions(school => school.IsPrivate.ShouldBeTrue(), school => school.TeamsDomain.ShouldBe("p2.obr.mos.ru"));
        schools["t1"].ShouldSatisfyAllConditions(school => school.IsMoscow.ShouldBeFalse(), school => school.TeamsDomain.ShouldBeNull());
    }

    [Fact]
    public async Task Candidates_are_found_by_SNILS_and_contacts_each_once_in_a_stable_order()
    {
        roster.Users.AddRange(["a1,,,Ивано\u0301в,Иван,Иванович,,,", "a2,,,ИВАНОВ,иван,Иванович,,,", "a3,,,Сидоров,Пётр,,ivanov@example.ru,,", "a4,,,Сидоров,Пётр,,,+79161234567,"]);
        await roster.CountAsync();
        var found = await roster.Records.FindCandidatesAsync(new()
        {
            Snils = [Snils.TryParse("112-233-445 95")!],
            Phones = [PhoneNumber.TryParse("89161234567")!],
            Emails = [EmailAddress.TryParse("IVANOV@example.ru")!],
        }, default);
        found.Select(person => person.Id).ShouldBe(["a3", "a4", "u1"], "a name alone finds nobody");
        (await roster.Records.FindCandidatesAsync(new(), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task E30_a_legal_login_of_another_person_is_known_withdrawn_or_not()
    {
        await roster.CountAsync();
        (await roster.Records.IsUsernameOfAnotherAsync("petrova", "u1", default)).ShouldBeTrue();
        (await roster.Records.IsUsernameOfAnotherAsync("petrova", "u2", default)).ShouldBeFalse();
        (await roster.Records.IsUsernameOfAnotherAsync("ivanov.i", "u2", default)).ShouldBeFalse("a login that is not legal is nobody's");
        roster.Users.RemoveAt(1);
        roster.Roles.RemoveAt(1);
        await roster.CountAsync(allowsWithdrawals: true);
        (await roster.Records.IsUsernameOfAnotherAsync("petrova", "u1", default)).ShouldBeTrue();
        (await roster.Records.FindCandidatesAsync(new() { Usernames = ["Petrova"] }, default)).Single().IsWithdrawn.ShouldBeTrue();
    }
}
