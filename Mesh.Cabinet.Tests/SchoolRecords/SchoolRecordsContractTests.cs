using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Fields;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords;

/// <summary>The whole life of records on every database: added, changed, refused, withdrawn, back again, and read.</summary>
public sealed class SchoolRecordsContractTests
{
    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Records_come_change_go_and_come_back(DatabaseProvider provider)
    {
        var (database, cleanup) = StoreContract.Open(provider);
        using var _ = cleanup;
        using var roster = new TestRoster(database);
        roster.Write("demographics.csv", "sourcedId,birthDate", ["u2,2012-05-01"]);
        roster.Write("classes.csv", "sourcedId,title,grades,schoolSourcedId", ["c1,5-А,5,s1"]);
        roster.Write("enrollments.csv", "sourcedId,classSourcedId,userSourcedId,role", ["e1,c1,u2,student"]);
        roster.Users.Add("u3,mother,,Петрова,Ольга,,,+79161112233,u2");
        (await roster.CountAsync()).ShouldBe("added=11 changed=0 withdrawn=0 refused=0");
        (await roster.CountAsync()).ShouldBe("added=0 changed=0 withdrawn=0 refused=0");

        roster.Users[0] = "u1,ivanov.i,{SNILS:112-233-445 95},Иванов-Водкин,Иван,Иванович,new@example.ru,,";
        roster.Users.Add("u4,MOTHER,,Другая,Мать,,,,");
        (await roster.CountAsync()).ShouldBe("added=0 changed=1 withdrawn=0 refused=2");
        var changed = (await roster.Records.FindCandidatesAsync(new() { Emails = [EmailAddress.TryParse("new@example.ru")!] }, default)).Single();
        changed.Name.Family.ShouldBe("Иванов-Водкин");
        changed.Phones.ShouldBeEmpty();
        changed.Posts.Single().School.TeamsDomain.ShouldBe("zao.obr.mos.ru");

        roster.Users.RemoveRange(2, 2);
        (await roster.CountAsync(allowsWithdrawals: true)).ShouldBe("added=0 changed=0 withdrawn=1 refused=0");
        (await roster.Records.IsUsernameOfAnotherAsync("mother", "u1", default)).ShouldBeTrue();
        roster.Users.Add("u3,mother,,Петрова,Ольга,,,+79161112233,u2");
        (await roster.CountAsync()).ShouldBe("added=0 changed=1 withdrawn=0 refused=0");
        (await roster.Records.FindCandidatesAsync(new() { Phones = [PhoneNumber.TryParse("89161112233")!] }, default)).Single().IsWithdrawn.ShouldBeFalse();
        (await roster.Records.FindAsync("u2", default))!.BirthDate.ShouldBe(new DateOnly(2012, 5, 1));
    }
}
