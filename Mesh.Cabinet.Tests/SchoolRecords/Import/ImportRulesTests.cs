using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Import;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords.Import;

/// <summary>What an import takes in, refuses, withdraws and leaves alone (D16, contract of <c>records import</c>).</summary>
public sealed class ImportRulesTests : IDisposable
{
    private readonly TestRoster roster = new();

    public void Dispose() => roster.Dispose();

    [Fact]
    public async Task A_first_import_adds_everything()
    {
        (await roster.CountAsync()).ShouldBe("added=8 changed=0 withdrawn=0 refused=0");
        roster.Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_import_of_the_same_file_changes_nothing()
    {
        await roster.CountAsync();
        var before = roster.Database.RecordsDump();
        (await roster.CountAsync()).ShouldBe("added=0 changed=0 withdrawn=0 refused=0");
        roster.Database.RecordsDump().ShouldBe(before);
    }

    [Fact]
    public async Task A_dry_run_tells_who_gains_and_who_loses_by_school()
    {
        await roster.CountAsync();
        roster.Orgs.Add("s2,Школа № 2,school,zao,,");
        roster.Users.Add("u3,,,Новый,Пётр,,,,");
        roster.Roles = ["r1,u1,primary,teacher,2020-09-01,2021-01-01,s1,учитель", "r4,u1,primary,teacher,,,s2,учитель", "r3,u3,primary,student,,,s1,", "r5,u3,primary,student,2999-09-01,,s2,"];

        var changes = ((ImportOutcome.TooManyLosses)await roster.ImportAsync(isDryRun: true)).DryRun.ShouldNotBeNull().AccessChanges.ShouldNotBeNull();
        changes.Select(change => (change.School, change.Gains, change.Loses)).ShouldBe([("Школа № 1", 1, 2), ("Школа № 2", 1, 0)]);

        await roster.CountAsync(allowsWithdrawals: true);
        ((ImportOutcome.Done)await roster.ImportAsync(isDryRun: true)).AccessChanges.ShouldNotBeNull().ShouldBeEmpty();
        roster.Users.RemoveAt(2);
        changes = ((ImportOutcome.Done)await roster.ImportAsync(isDryRun: true, allowsWithdrawals: true)).AccessChanges.ShouldNotBeNull();
        changes.Select(change => (change.School, change.Gains, change.Loses)).ShouldBe([("Школа № 1", 0, 1)]);
    }

    [Fact]
    public async Task A_dry_run_counts_but_writes_no_record()
    {
        (await roster.CountAsync(isDryRun: true)).ShouldBe("added=8 changed=0 withdrawn=0 refused=0");
        roster.Database.RecordsDump().ShouldBeEmpty();
        roster.Database.Scalar("SELECT COUNT(*) FROM Imports").ShouldBe("0");
    }

    [Fact]
    public async Task Staged_rows_are_gone_after_an_import()
    {
        await roster.CountAsync();
        foreach (var table in new[] { "StagedPeople", "StagedContacts", "StagedAgents", "StagedPosts", "ImportFindings", "ImportLease" })
            roster.Database.Scalar($"SELECT COUNT(*) FROM {table}").ShouldBe("0", table);
    }

    [Theory]
    [InlineData("u3,x1,{SNILS:112-233-445 95},,Пётр,,,,", "users.csv:4:familyName")]
    [InlineData("u2,x1,,Сидоров,Пётр,,,,", "users.csv:4:sourcedId")]
    [InlineData(",x1,,Сидоров,Пётр,,,,", "users.csv:4:sourcedId")]
    [InlineData("u3,x1,,Сидоров", "users.csv:4:givenName")]
    [InlineData("u3,x1,,Сидоров,Пётр,,,,,один", "users.csv:4:")]
    [InlineData("u3,x1,,Сидо\"ров,Пётр,,,,", "users.csv:4:")]
    [InlineData("u3,x1,,\"Сидо\nров\",Пётр,,,,", "users.csv:4:familyName")]
    public async Task A_faulty_person_is_refused_by_file_line_and_column_and_the_others_go_in(string row, string place)
    {
        roster.Users.Add(row);
        (await roster.CountAsync()).ShouldBe("added=8 changed=0 withdrawn=0 refused=1");
        roster.Refused.ShouldBe([place]);
    }

    [Theory]
    [InlineData("r3,nobody,primary,teacher,,,s1,", "roles.csv:4:userSourcedId")]
    [InlineData("r3,u1,primary,teacher,,,nowhere,", "roles.csv:4:orgSourcedId")]
    [InlineData("r3,u1,primary,teacher,2020-02-30,,s1,", "roles.csv:4:beginDate")]
    [InlineData("r3,u1,primary,teacher,01.09.2020,,s1,", "roles.csv:4:beginDate")]
    [InlineData("r3,u1,primary,teacher,2020-09-02,2020-09-01,s1,", "roles.csv:4:endDate")]
    [InlineData("r3,,primary,teacher,,,s1,", "roles.csv:4:userSourcedId")]
    public async Task A_faulty_post_is_refused_by_file_line_and_column(string row, string place)
    {
        roster.Roles.Add(row);
        (await roster.CountAsync()).ShouldBe("added=8 changed=0 withdrawn=0 refused=1");
        roster.Refused.ShouldBe([place]);
    }

    [Fact]
    public async Task E33_two_legal_logins_equal_without_case_are_both_refused_and_name_each_other()
    {
        roster.Users.Add("u3,Sidorov,,Сидоров,Пётр,,,,");
        roster.Users.Add("u4,sidorov,,Сидорова,Анна,,,,");
        (await roster.CountAsync()).ShouldBe("added=8 changed=0 withdrawn=0 refused=2");
        roster.Refused.ShouldBe(["users.csv:4:username", "users.csv:5:username"]);
        roster.Findings[0].Reason.ShouldContain("5");
        roster.Findings[1].Reason.ShouldContain("4");
    }

    [Fact]
    public async Task E33_a_login_with_a_space_behind_it_is_another_one_and_hides_no_twins()
    {
        roster.Users.AddRange(["u3,sidorov,,Сидоров,Пётр,,,,", "u4,sidorov ,,Сидоров,Павел,,,,", "u5,sidorov,,Сидорова,Анна,,,,"]);
        (await roster.CountAsync()).ShouldBe("added=9 changed=0 withdrawn=0 refused=2");
        roster.Refused.ShouldBe(["users.csv:4:username", "users.csv:6:username"]);
        roster.Database.Scalar("SELECT FoldedUsername FROM People WHERE Id = 'u4'").ShouldBe("sidorov |", "to SQL Server a text that ends in spaces is the one without");
    }

    [Fact]
    public async Task A_login_that_would_be_too_long_with_its_mark_is_refused()
    {
        roster.Users.AddRange([$"u3,{new string('a', 254)} ,,Сидоров,Пётр,,,,", $"u4,{new string('b', 253)} ,,Сидоров,Павел,,,,"]);
        await roster.CountAsync();
        roster.Refused.ShouldBe(["users.csv:4:username"]);
    }

    [Fact]
    public async Task A_repeated_login_that_is_not_legal_refuses_the_later_row_only()
    {
        roster.Users.Add("u3,\"si,dorov\",,Сидоров,Пётр,,,,");
        roster.Users.Add("u4,\"SI,dorov\",,Сидорова,Анна,,,,");
        (await roster.CountAsync()).ShouldBe("added=9 changed=0 withdrawn=0 refused=1");
        roster.Refused.ShouldBe(["users.csv:5:username"]);
        roster.Findings[0].Reason.ShouldContain("4");
    }

    [Fact]
    public async Task A_post_of_a_refused_new_row_is_refused_too()
    {
        roster.Users.Add("u3,,,,Пётр,,,,");
        roster.Roles.Add("r3,u3,primary,parent,,,s1,");
        (await roster.CountAsync()).ShouldBe("added=8 changed=0 withdrawn=0 refused=2");
        roster.Refused.ShouldBe(["users.csv:4:familyName", "roles.csv:4:userSourcedId"]);
    }

    [Fact]
    public async Task A_refused_row_leaves_the_earlier_record_untouched_and_not_withdrawn()
    {
        await roster.CountAsync();
        var before = roster.Database.RecordsDump();
        roster.Users[0] = "u1,new-login,,,Иван,Иванович,,,";
        (await roster.CountAsync()).ShouldBe("added=0 changed=0 withdrawn=0 refused=1");
        roster.Database.RecordsDump().ShouldBe(before);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_withdraws_nobody_who_might_be_meant_by_it()
    {
        await roster.CountAsync();
        roster.Users[1] = "u2,petrova,,Петрова, Анна,Анна,,,,,,лишнее";
        (await roster.CountAsync()).ShouldBe("added=0 changed=0 withdrawn=0 refused=1");
        roster.Refused.ShouldBe(["users.csv:3:"]);
    }

    [Fact]
    public async Task E18_who_is_no_longer_in_the_file_is_withdrawn_not_erased_and_E19_comes_back_as_the_same_person()
    {
        await roster.CountAsync();
        var (user, role) = (roster.Users[1], roster.Roles[1]);
        roster.Users.RemoveAt(1);
        roster.Roles.RemoveAt(1);
        (await roster.CountAsync(allowsWithdrawals: true)).ShouldBe("added=0 changed=0 withdrawn=2 refused=0");
        (await roster.Records.FindAsync("u2", default)).ShouldNotBeNull().IsWithdrawn.ShouldBeTrue();

        roster.Users.Add(user);
        roster.Roles.Add(role);
        (await roster.CountAsync()).ShouldBe("added=0 changed=2 withdrawn=0 refused=0");
        (await roster.Records.FindAsync("u2", default)).ShouldNotBeNull().IsWithdrawn.ShouldBeFalse();
    }

    [Fact]
    public async Task Status_tobedeleted_withdraws_and_needs_no_other_field()
    {
        await roster.CountAsync();
        roster.Write();
        roster.Write("roles.csv", "status,sourcedId,userSourcedId,roleType,role,orgSourcedId", ["tobedeleted,r1,,,,", ",r2,u2,primary,student,s1"]);
        TestRoster.Line(await roster.ImportAsync(roster.Folder, allowsWithdrawals: true)).ShouldBe("added=0 changed=0 withdrawn=1 refused=0");
        TestRoster.Line(await roster.ImportAsync(roster.Folder)).ShouldBe("added=0 changed=0 withdrawn=0 refused=0");
    }

    [Fact]
    public async Task Organisations_on_a_loop_are_refused()
    {
        roster.Orgs.AddRange(["a,А,school,b,,", "b,Б,school,a,,"]);
        (await roster.CountAsync()).ShouldBe("added=8 changed=0 withdrawn=0 refused=2");
        roster.Refused.ShouldBe(["orgs.csv:6:parentSourcedId", "orgs.csv:7:parentSourcedId"]);
    }

    [Fact]
    public async Task An_unreadable_phone_or_address_is_a_remark_and_refuses_nobody()
    {
        roster.Users.Add("u3,,,Сидоров,Пётр,,not-an-address,12,");
        (await roster.CountAsync()).ShouldBe("added=9 changed=0 withdrawn=0 refused=0");
        roster.Findings.Select(finding => (finding.Line, finding.Column)).ShouldBe([(4, "email"), (4, "phone")]);
        roster.Findings.ShouldAllBe(finding => !finding.Reason.Contains("not-an-address"));
    }

    [Fact]
    public async Task Only_one_import_runs_at_a_time()
    {
        var lease = await Cabinet.SchoolRecords.Import.Staging.ImportLease.TakeAsync(roster.Get<Cabinet.SchoolRecords.Import.Staging.ImportLeaseStore>(), default);
        (await roster.ImportAsync()).ShouldBeOfType<ImportOutcome.AlreadyRunning>();
        await lease!.DisposeAsync();
        (await roster.ImportAsync()).ShouldBeOfType<ImportOutcome.Done>();
    }

    [Theory]
    [InlineData("orgs.csv", false)]
    [InlineData(null, false)]
    [InlineData(null, true)]
    public async Task An_import_that_lost_its_lease_changes_nothing_and_leaves_the_rows_of_its_successor(string? whileReading, bool isDryRun)
    {
        roster.Write();
        var outcome = await roster.ImportAsync(roster.Folder, isDryRun, onProgress: progress =>
        {
            if (progress.File == whileReading && progress.Step is ImportStep.Reading or ImportStep.Comparing)
                roster.Database.Scalar("UPDATE ImportLease SET ImportId = 'successor'");
        });
        outcome.ShouldBeOfType<ImportOutcome.AlreadyRunning>();
        roster.Database.RecordsDump().ShouldBeEmpty();
        roster.Database.Scalar("SELECT ImportId FROM ImportLease").ShouldBe("successor");
        roster.Database.Scalar("SELECT COUNT(*) FROM StagedOrganisations").ShouldBe("4");
        roster.Database.Scalar("SELECT COUNT(*) FROM StagedPeople").ShouldBe(whileReading is null ? "2" : "0");
    }

    [Fact(DisplayName = "E18: an import on a node whose clock is slow is seen by whoever follows imports, as one on any other")]
    public async Task A_slow_clock_hides_nothing()
    {
        var clock = new FakeTimeProvider();
        var store = new RecordChangesStore(roster.Database.Database);
        await roster.CountAsync();
        var seen = (await store.LastImportAsync(default))!.Value;

        clock.SetUtcNow(seen.AddMinutes(-5));
        using var slow = new TestRoster(roster.Database.Database, clock, roster.Database.Protection);
        slow.Roles.RemoveAt(0);
        await slow.CountAsync(allowsWithdrawals: true);
        (await store.LastImportAsync(default)).ShouldBe(seen.AddTicks(1));
        (await store.ChangedSinceAsync(seen, default)).ShouldBe(["u1"]);
        (await store.LostSinceAsync(seen, new DateOnly(2026, 9, 1), default)).Select(lost => lost.PersonId).ShouldBe(["u1"]);
    }

    [Fact]
    public async Task Birth_dates_come_from_demographics_and_a_wrong_one_leaves_the_earlier()
    {
        roster.Write("demographics.csv", "sourcedId,birthDate", ["u2,2012-05-01"]);
        await roster.CountAsync();
        (await roster.Records.FindAsync("u2", default))!.BirthDate.ShouldBe(new DateOnly(2012, 5, 1));

        roster.Write("demographics.csv", "sourcedId,birthDate", ["u2,2012-15-01", "nobody,2012-05-01"]);
        (await roster.CountAsync()).ShouldBe("added=0 changed=0 withdrawn=0 refused=2");
        (await roster.Records.FindAsync("u2", default))!.BirthDate.ShouldBe(new DateOnly(2012, 5, 1));
    }

    [Fact]
    public async Task No_personal_number_or_contact_stands_in_the_database_in_clear_and_no_password_at_all()
    {
        roster.Write();
        roster.Write(
            "users.csv", "sourcedId,username,password,userIds,familyName,givenName,email,phone",
            ["u1,ivanov,Pa55word,{SNILS:112-233-445 95},Иванов,Иван,ivanov@example.ru,89161234567", "u2,petrova,Pa55word,,Петрова,Анна,,"]);
        await roster.ImportAsync(roster.Folder);

        foreach (var file in Directory.EnumerateFiles(roster.Database.Folder, "cabinet.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var text = new StreamReader(stream, System.Text.Encoding.Latin1);
            var content = await text.ReadToEndAsync();
            foreach (var secret in new[] { "11223344595", "112-233-445", "ivanov@example.ru", "9161234567", "Pa55word" })
                content.ShouldNotContain(secret, Case.Insensitive, file);
        }
    }
}
