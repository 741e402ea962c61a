using Mesh.Cabinet.SchoolRecords;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords.Import;

/// <summary>What only adds to a row is left out with a remark, and a good value of before stays (E42).</summary>
public sealed class LeftOutTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 30);
    private readonly TestRoster roster = new();

    public LeftOutTests()
    {
        roster.Users.AddRange(["m1,,,Сидорова,Мария,,m@example.ru,,c1", "f1,,,Сидоров,Иван,,f@example.ru,,c1", "c1,,,Сидоров,Пётр,,,,\"m1,f1\""]);
        roster.Roles.AddRange(["r3,m1,primary,parent,,,s1,", "r4,f1,primary,parent,,,s1,", "r5,c1,primary,student,,,s1,"]);
    }

    public void Dispose() => roster.Dispose();

    [Theory(DisplayName = "E42: a wrong СНИЛС leaves the person, and the earlier number stays until a good one comes")]
    [InlineData("{SNILS:112-233-445 96}")]
    [InlineData("\"{SNILS:112-233-445 95},{SNILS:001-326-678 99}\"")]
    [InlineData("112-233-445 95")]
    [InlineData("\"{LDAP:x},{SNILS:112-233-445 9}\"")]
    public async Task Snils(string userIds)
    {
        roster.Users[1] = $"u2,petrova,{userIds},Петрова,Анна,,,,";
        (await roster.CountAsync()).ShouldBe("added=14 changed=0 withdrawn=0 refused=0");
        roster.Remarks.ShouldBe(["users.csv:3:userIds"]);
        var fresh = (await roster.Records.FindAsync("u2", default)).ShouldNotBeNull();
        (fresh.Snils, fresh.IsSnilsMisread).ShouldBe((null, true));

        var good = roster.Users[0];
        roster.Users[0] = good.Replace("{SNILS:112-233-445 95}", userIds, StringComparison.Ordinal);
        (await roster.CountAsync()).ShouldBe("added=0 changed=1 withdrawn=0 refused=0");
        (await roster.CountAsync()).ShouldBe("added=0 changed=0 withdrawn=0 refused=0");
        var known = (await roster.Records.FindAsync("u1", default)).ShouldNotBeNull();
        (known.Snils?.Digits, known.IsSnilsMisread).ShouldBe(("11223344595", true));

        roster.Users[0] = good;
        (await roster.CountAsync()).ShouldBe("added=0 changed=1 withdrawn=0 refused=0");
        (await roster.Records.FindAsync("u1", default)).ShouldNotBeNull().IsSnilsMisread.ShouldBeFalse();
    }

    [Fact(DisplayName = "E42: foreign ids beside a good СНИЛС are no matter, whatever they look like")]
    public async Task Foreign_ids()
    {
        roster.Users[0] = roster.Users[0].Replace("{SNILS:112-233-445 95}", "\"{SNILS:112-233-445 95},{SNILS:112 233 445-95},LDAP=1\"", StringComparison.Ordinal);
        (await roster.CountAsync()).ShouldBe("added=14 changed=0 withdrawn=0 refused=0");
        roster.Remarks.ShouldBe(["users.csv:2:userIds"]);
        (await roster.Records.FindAsync("u1", default)).ShouldNotBeNull().Snils?.Digits.ShouldBe("11223344595");
    }

    [Fact(DisplayName = "E42: a mother who may not sign in refuses neither child nor father, and is the child's again when she may")]
    public async Task A_disabled_mother()
    {
        roster.Write();
        void WriteUsers(string enabled) => roster.Write("users.csv", "sourcedId,username,userIds,familyName,givenName,middleName,email,phone,agentSourcedIds,enabledUser",
            roster.Users.Select(user => $"{user},{(user.StartsWith("m1", StringComparison.Ordinal) ? enabled : "true")}"));
        WriteUsers("false");
        TestRoster.Line(await roster.ImportAsync(roster.Folder)).ShouldBe("added=12 changed=0 withdrawn=0 refused=0");
        roster.Remarks.ShouldBe(["users.csv:6:agentSourcedIds", "roles.csv:4:userSourcedId"]);
        TestRoster.Line(await roster.ImportAsync(roster.Folder)).ShouldBe("added=0 changed=0 withdrawn=0 refused=0");
        (await ChildrenAsync("f1")).ShouldBe(["c1"]);

        WriteUsers("true");
        TestRoster.Line(await roster.ImportAsync(roster.Folder)).ShouldBe("added=2 changed=0 withdrawn=0 refused=0");
        (await ChildrenAsync("m1")).ShouldBe(["c1"]);
    }

    [Fact(DisplayName = "E42: an unknown representative takes nobody's right, whoever vanishes from the same list meanwhile; E27: without one the list decides")]
    public async Task A_slip_in_the_agents()
    {
        roster.Users[2] = "m1,,,Сидорова,Мария,,m@example.ru,,";
        roster.Users[3] = "f1,,,Сидоров,Иван,,f@example.ru,,";
        await roster.CountAsync();

        roster.Users[4] = "c1,,,Сидоров,Пётр,,,,\"m1,f11\"";
        (await roster.CountAsync()).ShouldBe("added=0 changed=1 withdrawn=0 refused=0");
        roster.Remarks.ShouldBe(["users.csv:6:agentSourcedIds"]);
        (await ChildrenAsync("f1")).ShouldBe(["c1"]);

        // Once known as a slip it hides no other change.
        roster.Users[4] = "c1,,,Сидоров,Пётр,,,,f11";
        await roster.CountAsync();
        (await ChildrenAsync("m1")).ShouldBeEmpty();
        (await ChildrenAsync("f1")).ShouldBeEmpty();
    }

    [Fact(DisplayName = "E42: a parent organisation that is not there is left out: no Moscow at first, the earlier one later, its own as soon as it comes")]
    public async Task Parent_organisation()
    {
        roster.Orgs[2] = "s1,Школа № 1,school,nowhere,,";
        (await roster.CountAsync()).ShouldBe("added=14 changed=0 withdrawn=0 refused=0");
        roster.Remarks.ShouldBe(["orgs.csv:4:parentSourcedId"]);
        (await SchoolOfAsync("u1")).IsMoscow.ShouldBeFalse();

        roster.Orgs[2] = "s1,Школа № 1,school,zao,,";
        (await roster.CountAsync()).ShouldBe("added=0 changed=1 withdrawn=0 refused=0");
        (await SchoolOfAsync("u1")).IsMoscow.ShouldBeTrue();

        roster.Orgs[2] = "s1,Школа № 1,school,nowhere,,";
        await roster.CountAsync();
        (await SchoolOfAsync("u1")).IsMoscow.ShouldBeTrue();
        (await roster.CountAsync()).ShouldBe("added=0 changed=0 withdrawn=0 refused=0");

        roster.Orgs.Add("nowhere,ЮАО,district,msk,,uao.obr.mos.ru");
        (await roster.CountAsync()).ShouldBe("added=1 changed=1 withdrawn=0 refused=0");
        (await SchoolOfAsync("u1")).TeamsDomain.ShouldBe("uao.obr.mos.ru");
    }

    [Fact(DisplayName = "E46: primaryOrgSourcedId decides which of several primary posts counts, E42: and is left out where there is no such organisation")]
    public async Task Primary_organisation()
    {
        roster.Orgs.AddRange(["uzao,ЮЗАО,district,msk,,uzao.obr.mos.ru", "s2,Школа № 2,school,uzao,,"]);
        roster.Roles.Add("r6,u1,primary,teacher,,,s2,учитель");
        async Task<string> PlaceAsync(string primary)
        {
            roster.Write();
            roster.Write("users.csv", "sourcedId,username,userIds,familyName,givenName,middleName,email,phone,agentSourcedIds,primaryOrgSourcedId", roster.Users.Select(user => $"{user},{primary}"));
            (await roster.ImportAsync(roster.Folder)).ShouldBeOfType<Cabinet.SchoolRecords.Import.ImportOutcome.Done>().Total.Refused.ShouldBe(0);
            var record = (await roster.Records.FindAsync("u1", default)).ShouldNotBeNull();
            return Cabinet.Matching.AccessRules.CurrentPosts(record, Cabinet.Matching.PersonRole.Staff, Today)[0].School.Id;
        }

        (await PlaceAsync("nowhere")).ShouldBe("s1");
        (await PlaceAsync("s2")).ShouldBe("s2");
        (await PlaceAsync("nowhere")).ShouldBe("s2");
        (await PlaceAsync("zao")).ShouldBe("s1");
        (await PlaceAsync("s1")).ShouldBe("s1");
    }

    private async Task<School> SchoolOfAsync(string person) => (await roster.Records.FindAsync(person, default)).ShouldNotBeNull().Posts[0].School;

    private async Task<IEnumerable<string>> ChildrenAsync(string adult) =>
        (await new FamiliesStore(roster.Database.Database, roster.Records).ChildrenOfAsync(adult, Today, default)).Select(child => child.Child.Id);
}
