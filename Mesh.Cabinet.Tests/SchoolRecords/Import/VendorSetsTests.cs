using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Import;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords.Import;

/// <summary>Sets as other people's software exports them (E54): they go in, or are refused with words by which a school can mend them.</summary>
public sealed class VendorSetsTests : IDisposable
{
    private const string Everything = "added=8 changed=0 withdrawn=0 refused=0";
    private const string Users12 = "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns";
    private const string Users11 = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password";
    private const string Roles12 = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId";
    private static readonly string[] Manifest12 = ["manifest.version,1.0", "oneroster.version,1.2", "file.orgs,bulk", "file.users,bulk", "file.roles,bulk", "file.classes,bulk", "file.enrollments,bulk", "file.results,absent"];
    private readonly TestRoster roster = new(staffRoles: ["ext:Psychologist"]);

    public VendorSetsTests()
    {
        roster.Write("manifest.csv", "propertyName,value", Manifest12);
        roster.Write("orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId", ["o1,,,District,district,,", "o2,,,School,school,,o1"]);
        roster.Write("users.csv", Users12, ["u1,,,true,ada,,Ada,Lovelace,,,ada@x.example,,,,,,,,,,o2,", "u2,,,true,bob,,Bob,Byron,,,,,,u1,,,,,,,,"]);
        WriteRoles("r1,,,u1,primary,teacher,,,o2,", "r2,,,u2,primary,student,,,o2,");
        roster.Write("classes.csv", "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods", ["k1,,,1-A,,c1,,homeroom,,o2,y1,,,"]);
        roster.Write("enrollments.csv", "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate", ["e1,,,k1,o2,u2,student,false,,"]);
    }

    public void Dispose() => roster.Dispose();

    [Theory(DisplayName = "E54: what cannot be misunderstood is taken: letter case, 1 for true, empty fields left out, columns without a name")]
    [InlineData("roles.csv", "r1,,,u1,primary,teacher,,,o2", "r2,,,u2,primary,student,,,o2")]
    [InlineData("roles.csv", "r1,Active,,u1,PRIMARY,Teacher,,,o2,,,", "r2,ACTIVE,,u2,primary,STUDENT,,,o2,")]
    [InlineData("users.csv", "u1,active,,1,ada,,Ada,Lovelace", "u2,,,True,bob,,Bob,Byron,,,,,,u1,,,,,,,,,,")]
    [InlineData("orgs.csv", "o1,,,District,District", "o2,,,School,ext:boardingSchool,,o1")]
    [InlineData("orgs.csv", "o1,,,District,board,,", "o2,,,School,SCHOOL,,o1,")]
    public async Task Taken(string file, string first, string second)
    {
        var header = await HeaderAsync(file);
        roster.Write(file, $"{header},,", [first, second]);
        (await CountAsync()).ShouldBe(Everything);
        (await CountAsync()).ShouldBe("added=0 changed=0 withdrawn=0 refused=0");
    }

    [Fact(DisplayName = "E40: a comma too many never falls into a column without a name")]
    public async Task A_comma_too_many()
    {
        roster.Write("roles.csv", $"{Roles12},metadata.mesh.position,", ["r1,,,u1,primary,teacher,,,o2,,Учитель, классный руководитель", "r2,,,u2,primary,student,,,o2,,,"]);
        (await CountAsync()).ShouldBe("added=7 changed=0 withdrawn=0 refused=1");
        roster.Findings.ShouldContain(finding => finding.ToString().StartsWith("roles.csv:2: ", StringComparison.Ordinal) && finding.Reason.Contains("кавычки"));
    }

    [Theory(DisplayName = "E54: a spreadsheet in Russian parts fields by semicolons and turns dates round")]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Semicolons(char separator)
    {
        foreach (var file in Directory.EnumerateFiles(roster.Folder))
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(',', separator));
        roster.Write("roles.csv", Roles12.Replace(',', separator), [string.Join(separator, "r1", "", "", "u1", "primary", "teacher", separator == ';' ? "01.09.2020" : "2020-09-01", "", "o2", ""), string.Join(separator, "r2", "", "", "u2", "primary", "student", "", "", "o2", "")]);
        (await CountAsync()).ShouldBe(Everything);
        (await roster.Records.FindAsync("u1", default)).ShouldNotBeNull().Posts[0].Begin.ShouldBe(new DateOnly(2020, 9, 1));
    }

    [Fact(DisplayName = "E54: a word for a role that is in no list gives a remark and no role, and the row stays; a word of SchoolRecords:StaffRoles makes staff")]
    public async Task Words_of_ones_own()
    {
        WriteRoles("r1,,,u1,primary,ext:tutor,,,o2,", "r2,,,u2,primary,student,,,o2,", "r3,,,u1,secondary,EXT:psychologist,,,o2,", "r4,,,u1,secondary,administrator,,,o1,");
        (await CountAsync()).ShouldBe("added=9 changed=0 withdrawn=0 refused=0");
        roster.Remarks.ShouldBe(["roles.csv:2:role"]);
        (await roster.Records.FindAsync("u1", default)).ShouldNotBeNull().Posts.Select(post => post.Role).ShouldBe(["ext:Psychologist", "administrator"]);

        // What is a word of nobody any more is no role any more.
        WriteRoles("r1,,,u1,primary,teacher,,,o2,", "r2,,,u2,primary,student,,,o2,", "r3,,,u1,secondary,ext:cook,,,o2,", "r4,,,u1,secondary,administrator,,,o1,");
        (await CountAsync()).ShouldBe("added=1 changed=0 withdrawn=1 refused=0");
    }

    [Theory(DisplayName = "E54: version 1.1 keeps roles in users.csv, with a manifest or without")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Version_1_1(bool hasManifest)
    {
        if (hasManifest)
            roster.Write("manifest.csv", "propertyName,value", ["manifest.version,1.0", "oneroster.version,1.1", "file.users,bulk", "file.lineItems,delta"]);
        else
            File.Delete(Path.Combine(roster.Folder, "manifest.csv"));
        File.Delete(Path.Combine(roster.Folder, "roles.csv"));
        string[] users = ["u1,,,true,\"o2,o1\",administrator,ada,,Ada,Lovelace,,,ada@x.example,,,,,", "u2,,,true,o2,student,bob,,Bob,Byron,,,,,,u1,,", "u3,,,true,o2,ext:cook,,,Cy,Cook,,,,,,,,"];
        roster.Write("users.csv", Users11, users);
        (await CountAsync()).ShouldBe("added=10 changed=0 withdrawn=0 refused=0");
        roster.Remarks.ShouldBe(["users.csv:4:role"]);
        (await roster.Records.FindAsync("u1", default)).ShouldNotBeNull().Posts.Select(post => (post.Role, post.School.Id, post.IsPrimary))
            .ShouldBe([("administrator", "o2", true), ("administrator", "o1", false)]);
        (await CountAsync()).ShouldBe("added=0 changed=0 withdrawn=0 refused=0");

        // A row that is refused as a person, or cannot be read at all, leaves the roles that stood in it.
        roster.Write("users.csv", Users11, ["u1,,,true,o1,teacher,ada,,,Lovelace,,,,,,,,", "u2,,,true,o2,student,bob,,Bob,Byron,,,,,,u1,,,лишнее", users[2]]);
        (await CountAsync()).ShouldBe("added=0 changed=0 withdrawn=0 refused=2");
        roster.Refused.ShouldBe(["users.csv:2:givenName", "users.csv:3:"]);

        // A school that is not there refuses its own role; a person who is disabled keeps none.
        roster.Write("users.csv", Users11, ["u1,,,true,\"o2,o1,nowhere\",administrator,ada,,Ada,Lovelace,,,ada@x.example,,,,,", "u2,,,false,o2,student,bob,,Bob,Byron,,,,,,u1,,", users[2]]);
        (await CountAsync(allowsWithdrawals: true)).ShouldBe("added=0 changed=0 withdrawn=2 refused=1");
        roster.Refused.ShouldBe(["users.csv:2:orgSourcedIds"]);
    }

    [Theory(DisplayName = "What the manifest says of files that are not read stops nothing; of those that are it is told by its name")]
    [InlineData("file.results,delta", null)]
    [InlineData("File.Users,BULK", null)]
    [InlineData("oneroster.version,1.2.1", null)]
    [InlineData("file.users,delta", "users.csv")]
    [InlineData("file.users,absent", "users.csv")]
    [InlineData("file.demographics,bulk", "demographics.csv")]
    [InlineData("oneroster.version,1.0", "1.1")]
    public async Task The_manifest(string property, string? word)
    {
        roster.Write("manifest.csv", "propertyName,value", [.. Manifest12, property]);
        var outcome = await roster.ImportAsync(roster.Folder);
        if (word is null)
            TestRoster.Line(outcome).ShouldBe(Everything);
        else
            outcome.ShouldBeOfType<ImportOutcome.NothingRead>().ShouldSatisfyAllConditions(fault => fault.File.ShouldBe("manifest.csv"), fault => fault.Reason.ShouldContain(word));
    }

    [Fact(DisplayName = "E42: one wrong СНИЛС refuses no family")]
    public async Task A_family()
    {
        roster.Write("users.csv", Users12, ["p1,,,true,p1,{SNILS:112-233-445 96},A,A,,,,,,c1,,,,,,,,", "p2,,,true,p2,,B,A,,,,,,\"c1,c2\",,,,,,,,", "c1,,,true,c1,,C,A,,,,,,\"p1,p2\",,,,,,,,", "c2,,,true,c2,,D,A,,,,,,\"p2,p3\",,,,,,,,", "p3,,,true,p3,,E,E,,,,,,c2,,,,,,,,"]);
        WriteRoles("rp1,,,p1,primary,parent,,,o2,", "rp2,,,p2,primary,parent,,,o2,", "rc1,,,c1,primary,student,,,o2,", "rc2,,,c2,primary,student,,,o2,", "rp3,,,p3,primary,parent,,,o2,");
        roster.Write("enrollments.csv", "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role", []);
        (await CountAsync()).ShouldBe("added=13 changed=0 withdrawn=0 refused=0");
        roster.Remarks.ShouldBe(["users.csv:2:userIds"]);
    }

    private void WriteRoles(params string[] rows) => roster.Write("roles.csv", Roles12, rows);

    private async Task<string> HeaderAsync(string file) => (await File.ReadAllLinesAsync(Path.Combine(roster.Folder, file)))[0];

    private async Task<string> CountAsync(bool allowsWithdrawals = false) => TestRoster.Line(await roster.ImportAsync(roster.Folder, allowsWithdrawals: allowsWithdrawals));
}
