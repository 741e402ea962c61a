using Mesh.Cabinet.SchoolRecords.Import;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords.Import;

/// <summary>E41: an import by which too many would lose access is refused, whatever the change is.</summary>
public sealed class AccessGuardTests : IDisposable
{
    private readonly TestRoster roster = new();

    /// <summary>A city of 100 people: ten teachers and sixty students at s1, thirty parents at p1, which is in Moscow and not private.</summary>
    public AccessGuardTests()
    {
        roster.Orgs[3] = "p1,Школа № 2,school,zao,,";
        roster.Users = [.. Enumerable.Range(1, 100).Select(number => $"u{number},,{(number <= 10 ? "{SNILS:112-233-445 95}" : "")},Иванов,Иван,,u{number}@example.ru,,")];
        roster.Roles = [.. Enumerable.Range(1, 100).Select(number => $"r{number},u{number},primary,{Role(number)},2020-09-01,,{(number <= 70 ? "s1" : "p1")},")];
    }

    public void Dispose() => roster.Dispose();

    [Theory(DisplayName = "E41: six of a hundred may not lose access unless that is allowed, five may")]
    [InlineData("withdrawn people")]
    [InlineData("posts that are gone")]
    [InlineData("posts that ended")]
    [InlineData("posts that begin later")]
    [InlineData("status")]
    public async Task Five_per_cent(string change)
    {
        await roster.CountAsync();
        var before = roster.Database.RecordsDump();
        Change(change, 6);
        var outcome = (await roster.ImportAsync()).ShouldBeOfType<ImportOutcome.TooManyLosses>();
        (outcome.Losing, outcome.Entitled).ShouldBe((6, 100));
        (await roster.ImportAsync(isDryRun: true)).ShouldBeOfType<ImportOutcome.TooManyLosses>();
        roster.Database.RecordsDump().ShouldBe(before);

        Restore();
        Change(change, 5);
        (await roster.ImportAsync()).ShouldBeOfType<ImportOutcome.Done>();
        Restore();
        (await roster.ImportAsync()).ShouldBeOfType<ImportOutcome.Done>();
        Change(change, 6);
        (await roster.ImportAsync(allowsWithdrawals: true)).ShouldBeOfType<ImportOutcome.Done>();
    }

    [Theory(DisplayName = "E41: a school that turns private takes the account of its own, one that leaves Moscow the door of everybody")]
    [InlineData("s1,Школа № 1,school,zao,true,", 70)]
    [InlineData("s1,Школа № 1,school,,,", 70)]
    [InlineData("zao,ЗАО,district,msk,true,zao.obr.mos.ru", 70)]
    [InlineData("zao,ЗАО,district,,,zao.obr.mos.ru", 100)]
    [InlineData("msk,Город,state,,,", 100)]
    public async Task A_school_that_moves(string org, int losing)
    {
        await roster.CountAsync();
        var id = org.Split(',')[0];
        roster.Orgs[roster.Orgs.FindIndex(row => row.StartsWith($"{id},", StringComparison.Ordinal))] = org;
        var outcome = (await roster.ImportAsync()).ShouldBeOfType<ImportOutcome.TooManyLosses>();
        outcome.Losing.ShouldBe(losing);
        outcome.Schools.ShouldContain(school => school.School == "Школа № 1" && school.Losing == 70 && school.Entitled == 70);
    }

    [Fact(DisplayName = "E41: over a third and twenty people of one school, though few of the city; who only goes to another school loses nothing")]
    public async Task One_school()
    {
        for (var number = 101; number <= 1000; number++)
        {
            roster.Users.Add($"u{number},,,Иванов,Иван,,u{number}@example.ru,,");
            roster.Roles.Add($"r{number},u{number},primary,student,,,{(number <= 960 ? "s1" : "p2")},");
        }

        roster.Orgs.Add("p2,Школа № 3,school,zao,,");
        await roster.CountAsync();
        var all = roster.Roles;
        roster.Roles = [.. all.SkipLast(20)];
        (await roster.ImportAsync(isDryRun: true)).ShouldBeOfType<ImportOutcome.Done>();
        roster.Roles = [.. all.SkipLast(21)];
        var outcome = (await roster.ImportAsync()).ShouldBeOfType<ImportOutcome.TooManyLosses>();
        outcome.Schools.ShouldBe([new AccessLoss { School = "Школа № 3", Losing = 21, Entitled = 40 }]);

        roster.Roles = [.. all.Select(row => row.Replace(",p2,", ",p1,", StringComparison.Ordinal))];
        (await roster.ImportAsync()).ShouldBeOfType<ImportOutcome.Done>();
    }

    [Fact(DisplayName = "E41: a file without the columns that prove people is no day in a school's life")]
    public async Task A_column_left_out()
    {
        await roster.CountAsync();
        roster.Write();
        roster.Write("users.csv", "sourcedId,username,userIds,familyName,givenName,middleName,phone", roster.Users.Select(row => string.Join(',', row.Split(',').Take(6))));
        (await roster.ImportAsync(roster.Folder)).ShouldBeOfType<ImportOutcome.TooManyLosses>().Losing.ShouldBe(90);

        // One person's contacts may well be taken back.
        roster.Users[50] = "u51,,,Иванов,Иван,,,,";
        (await roster.CountAsync()).ShouldBe("added=0 changed=1 withdrawn=0 refused=0");
    }

    [Fact(DisplayName = "E14: who keeps another role at the same school loses the one that is gone")]
    public async Task Another_role_of_the_same_person()
    {
        for (var number = 1; number <= 10; number++)
            roster.Roles.Add($"p{number},u{number},primary,parent,,,s1,");
        await roster.CountAsync();
        roster.Roles.RemoveRange(0, 10);
        (await roster.ImportAsync()).ShouldBeOfType<ImportOutcome.TooManyLosses>().Losing.ShouldBe(10);
    }

    private static string Role(int number) => number <= 10 ? "teacher" : number <= 70 ? "student" : "parent";

    private void Restore() =>
        roster.Roles = [.. Enumerable.Range(1, 100).Select(number => $"r{number},u{number},primary,{Role(number)},2020-09-01,,{(number <= 70 ? "s1" : "p1")},")];

    private void Change(string change, int count)
    {
        roster.Users = [.. Enumerable.Range(1, 100).Select(number => $"u{number},,{(number <= 10 ? "{SNILS:112-233-445 95}" : "")},Иванов,Иван,,u{number}@example.ru,,")];
        var later = DateTime.UtcNow.AddDays(40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        switch (change)
        {
            case "withdrawn people":
                roster.Users.RemoveRange(20, count);
                roster.Roles.RemoveRange(20, count);
                break;
            case "posts that are gone":
                roster.Roles.RemoveRange(20, count);
                break;
            case "posts that ended":
                roster.Roles = [.. roster.Roles.Select((row, at) => at < count ? row.Replace(",2020-09-01,,", ",2020-09-01,2021-05-31,", StringComparison.Ordinal) : row)];
                break;
            case "posts that begin later":
                roster.Roles = [.. roster.Roles.Select((row, at) => at < count ? row.Replace(",2020-09-01,,", $",{later},,", StringComparison.Ordinal) : row)];
                break;
            default:
                roster.Roles = [.. roster.Roles.Select((row, at) => at < count ? row.Replace(",primary,", ",secondary,", StringComparison.Ordinal).Replace("teacher", "ext:nobody", StringComparison.Ordinal) : row)];
                break;
        }
    }
}
