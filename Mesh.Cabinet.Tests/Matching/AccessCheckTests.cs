using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>From an account to its record, on real records, ties and cases.</summary>
public sealed class AccessCheckTests : IDisposable
{
    private readonly TestRoster roster = new();
    private readonly SupportCaseStore cases;
    private readonly AccessCheck check;

    public AccessCheckTests()
    {
        var database = roster.Database;
        cases = new SupportCaseStore(database.Database, database.Protection, TimeProvider.System);
        check = new AccessCheck(roster.Records, new FamiliesStore(database.Database, roster.Records), new TieStore(database.Database, TimeProvider.System), cases, new MoscowClock(TimeProvider.System));
    }

    public void Dispose() => roster.Dispose();

    [Fact(DisplayName = "D11: a second account that would match is a case with a number, however often it comes, and never a second tie")]
    public async Task A_second_account()
    {
        roster.Roles[0] = "r1,u1,primary,parent,,,s1,";
        await roster.CountAsync();
        CityProfile Parent(string subject) => Teacher(subject) with { Snils = null, Phone = "+79161234567", Email = "ivanov@example.ru" };
        (await CheckAsync(Parent("first"))).Has(PersonRole.Parent).ShouldBeTrue();
        var second = (await CheckAsync(Parent("second"))).Withheld.ShouldHaveSingleItem();
        var number = second.Hindrance.ShouldBeOfType<Hindrance.TiedElsewhere>().CaseNumber.ShouldNotBeNull();
        (await CheckAsync(Parent("second"))).Withheld.ShouldHaveSingleItem().Hindrance.ShouldBe(new Hindrance.TiedElsewhere(number));
        (await cases.ListOpenAsync(default)).Select(item => (item.Number, item.Kind)).ShouldBe([(number, SupportCaseKind.TiedElsewhere)]);
        (await CheckAsync(Parent("first"))).Has(PersonRole.Parent).ShouldBeTrue();
    }

    [Fact(DisplayName = "E44: a new account of the same person, as СНИЛС proves, is a case that names both accounts, and support moves the tie")]
    public async Task A_merged_account()
    {
        await roster.CountAsync();
        await CheckAsync(Teacher("first"));
        var moved = (await CheckAsync(Teacher("second"))).Withheld.ShouldHaveSingleItem().Hindrance.ShouldBeOfType<Hindrance.AccountReplaced>();
        (await CheckAsync(Teacher("second"))).Withheld.ShouldHaveSingleItem().Hindrance.ShouldBe(moved);
        var open = (await cases.ListOpenAsync(default)).ShouldHaveSingleItem();
        (open.Kind, open.PersonId, open.About, open.Subject).ShouldBe((SupportCaseKind.AccountReplaced, "u1", "MosRu/first", "second"));

        var account = new TiedAccount { Provider = CityProvider.MosRu, Subject = "first" };
        await new TieChangesStore(roster.Database.Database, [], TimeProvider.System).MoveAccountAsync("u1", account, account with { Subject = "second" }, "Объединили", default);
        var access = await CheckAsync(Teacher("second"));
        access.Has(PersonRole.Staff).ShouldBeTrue();
        await new AccessRequests(cases, TimeProvider.System).AnswerAsync(SessionOf(Teacher("second")), access, default);
        (await cases.ListOpenAsync(default)).ShouldBeEmpty();
    }

    [Fact(DisplayName = "E44: a new record of a tied person, as СНИЛС proves, is a case that names both records; a relative's, who shares contacts, is none")]
    public async Task A_new_record()
    {
        await roster.CountAsync();
        await CheckAsync(Teacher("first"));
        var (user, role) = (roster.Users[0], roster.Roles[0]);
        roster.Users[0] = user.Replace("u1,", "u9,", StringComparison.Ordinal).Replace("{SNILS:112-233-445 95}", "", StringComparison.Ordinal);
        roster.Roles[0] = role.Replace("r1,u1,", "r9,u9,", StringComparison.Ordinal);
        await roster.CountAsync(allowsWithdrawals: true);
        (await CheckAsync(Teacher("first"))).Withheld.ShouldHaveSingleItem().Hindrance.ShouldBeOfType<Hindrance.Ended>();
        (await cases.ListOpenAsync(default)).ShouldBeEmpty();

        roster.Users[0] = user.Replace("u1,", "u9,", StringComparison.Ordinal);
        await roster.CountAsync();
        var moved = (await CheckAsync(Teacher("first"))).Withheld.ShouldHaveSingleItem().Hindrance.ShouldBeOfType<Hindrance.RecordReplaced>();
        (await CheckAsync(Teacher("first"))).Withheld.ShouldHaveSingleItem().Hindrance.ShouldBe(moved);
        var open = (await cases.ListOpenAsync(default)).ShouldHaveSingleItem();
        (open.Kind, open.PersonId, open.About).ShouldBe((SupportCaseKind.RecordReplaced, "u1", "u9"));
    }

    [Fact(DisplayName = "E11, D17: two equal records are a case, opened once")]
    public async Task Namesakes()
    {
        roster.Users.Add("u3,,{SNILS:112-233-445 95},Иванов,Иван,Иванович,,,");
        roster.Roles.Add("r3,u3,primary,teacher,,,s1,");
        await roster.CountAsync();
        var several = (await CheckAsync(Teacher("first"))).Withheld.ShouldHaveSingleItem().Hindrance.ShouldBeOfType<Hindrance.SeveralRecords>();
        (await CheckAsync(Teacher("first"))).Withheld.ShouldHaveSingleItem().Hindrance.ShouldBe(several);
        (await cases.ListOpenAsync(default)).ShouldHaveSingleItem().Kind.ShouldBe(SupportCaseKind.SeveralRecords);
    }

    [Fact(DisplayName = "D11: nothing is tied that opens nothing, so a record that comes later can be the person's own")]
    public async Task Nothing_tied_to_a_closed_record()
    {
        roster.Roles[0] = "r1,u1,primary,teacher,2020-09-01,2021-01-01,s1,учитель";
        await roster.CountAsync();
        (await CheckAsync(Teacher("first"))).Withheld.ShouldHaveSingleItem().Hindrance.ShouldBeOfType<Hindrance.Ended>();
        (await new TieStore(roster.Database.Database, TimeProvider.System).FindAccountAsync("u1", default)).ShouldBeNull();
    }

    [Theory(DisplayName = "E4, R44: who is found by СНИЛС or a contact is told of a slip, to explain and never to match")]
    [InlineData("Иванoв", "112-233-445 95", typeof(Comparison.LatinLetter))]
    [InlineData("Ивановв", "112-233-445 95", typeof(Comparison.OneLetter))]
    public async Task Near(string family, string snils, Type comparison)
    {
        await roster.CountAsync();
        var access = await CheckAsync(Teacher("first") with { FamilyName = family, Snils = snils });
        access.Granted.ShouldBeEmpty();
        access.Withheld.ShouldHaveSingleItem().Faults.ShouldHaveSingleItem().Comparison.ShouldBeOfType(comparison);
    }

    [Theory(DisplayName = "R51: a namesake's name opens nothing and tells nothing, nor does a number that is nearly another's")]
    [InlineData("Иванов", "121-233-445 95", null)]
    [InlineData("Иванов", null, "+79161234568")]
    [InlineData("Иванов", null, null)]
    [InlineData("Несуществующий", null, null)]
    public async Task A_stranger(string family, string? snils, string? phone)
    {
        await roster.CountAsync();
        var access = await CheckAsync(Teacher("first") with { FamilyName = family, Snils = snils, Phone = phone });
        (access.Person, access.Granted.Count, access.Withheld.Count).ShouldBe((null, 0, 0));
    }

    [Fact(DisplayName = "D19: a СНИЛС that differs closes nothing to a parent, is told, and is one case for the school, also after it was closed")]
    public async Task Other_snils()
    {
        roster.Roles[0] = "r1,u1,primary,parent,,,s1,";
        await roster.CountAsync();
        var parent = Teacher("first") with { Snils = "100-200-300 30", Phone = "+79161234567", Email = "ivanov@example.ru" };
        for (var visit = 0; visit < 3; visit++)
        {
            var access = await CheckAsync(parent);
            access.Has(PersonRole.Parent).ShouldBeTrue();
            access.OtherSnils.ShouldBe("•••-•••-••• 95");
        }

        var open = (await cases.ListOpenAsync(default)).ShouldHaveSingleItem();
        (open.Kind, open.PersonId).ShouldBe((SupportCaseKind.SnilsDiffers, "u1"));
        var requests = new AccessRequests(cases, TimeProvider.System);
        var mended = parent with { Snils = "112-233-445 95" };
        await requests.AnswerAsync(SessionOf(parent), await CheckAsync(parent), default);
        (await cases.ListOpenAsync(default)).Count.ShouldBe(1);
        await requests.AnswerAsync(SessionOf(mended), await CheckAsync(mended), default);
        await CheckAsync(parent);
        (await cases.ListOpenAsync(default)).ShouldBeEmpty();
    }

    [Fact(DisplayName = "D11, D21: an account that support has parted from its record meets a case, every time, and no remembered access; support can give it back")]
    public async Task Parted()
    {
        await roster.CountAsync();
        var (database, time) = (roster.Database.Database, new FakeTimeProvider(DateTimeOffset.UtcNow));
        using var remembered = new RememberedRecords(new SchoolRecordsStore(database, roster.Database.Protection), new RecordChangesStore(database));
        using var ties = new TieStore(database, time);
        async Task<Access> CheckAsync(CityProfile profile) =>
            await new AccessCheck(remembered, new FamiliesStore(database, remembered), ties, cases, new MoscowClock(time)).CheckAsync(SessionOf(profile), default);
        var changes = new TieChangesStore(database, [], time);
        var account = new TiedAccount { Provider = CityProvider.MosRu, Subject = "first" };
        (await CheckAsync(Teacher("first"))).Has(PersonRole.Staff).ShouldBeTrue();

        (await changes.ReleaseAsync("u1", account, "Это не он", default)).ShouldBeOfType<ReleaseOutcome.Released>();
        for (var second = 0; second < 30; second++)
        {
            await CheckAsync(Teacher("first"));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var refused = (await CheckAsync(Teacher("first"))).Withheld.ShouldHaveSingleItem().Hindrance.ShouldBeOfType<Hindrance.TieRefused>();
        (await CheckAsync(Teacher("first"))).Withheld.ShouldHaveSingleItem().Hindrance.ShouldBe(refused);
        var open = (await cases.ListOpenAsync(default)).ShouldHaveSingleItem();
        (open.Kind, open.PersonId, (long?)open.Number).ShouldBe((SupportCaseKind.TieRefused, "u1", refused.CaseNumber));

        (await changes.MoveAccountAsync("u1", null, account, "Проверили паспорт", default)).ShouldBeOfType<MoveOutcome.Moved>();
        var again = await CheckAsync(Teacher("first"));
        again.Has(PersonRole.Staff).ShouldBeTrue();
        await new AccessRequests(cases, time).AnswerAsync(SessionOf(Teacher("first")), again, default);
        (await cases.ListOpenAsync(default)).ShouldBeEmpty();
    }

    [Fact(DisplayName = "What was decided of a remembered record holds for that day and that profile alone, and until the record changes")]
    public async Task Remembered()
    {
        roster.Roles[0] = "r1,u1,primary,teacher,2020-09-01,2026-11-26,s1,учитель";
        await roster.CountAsync();
        var (database, time) = (roster.Database.Database, new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero)));
        using var remembered = new RememberedRecords(new SchoolRecordsStore(database, roster.Database.Protection), new RecordChangesStore(database));
        using var ties = new TieStore(database, time);
        var teacher = Teacher("first");
        async Task<Access> CheckAsync(CityProfile profile) =>
            await new AccessCheck(remembered, new FamiliesStore(database, remembered), ties, cases, new MoscowClock(time))
                .CheckAsync(new Session(Guid.Empty, profile, DateTimeOffset.UnixEpoch), default);

        for (var visit = 0; visit < 3; visit++)
            (await CheckAsync(teacher)).Has(PersonRole.Staff).ShouldBeTrue();
        (await CheckAsync(teacher with { Snils = null, MiddleName = "Петрович" })).Has(PersonRole.Staff).ShouldBeFalse();
        (await CheckAsync(teacher)).Has(PersonRole.Staff).ShouldBeTrue();

        time.Advance(TimeSpan.FromDays(1));
        (await CheckAsync(teacher)).Has(PersonRole.Staff).ShouldBeFalse();
        roster.Roles[0] = "r1,u1,primary,teacher,2020-09-01,,s1,учитель";
        await roster.CountAsync();
        (await CheckAsync(teacher)).Has(PersonRole.Staff).ShouldBeTrue();
    }

    private static CityProfile Teacher(string subject) => new()
    {
        Provider = CityProvider.MosRu, Subject = subject, FamilyName = "Иванов", GivenName = "Иван", MiddleName = "Иванович", Snils = "112-233-445 95",
    };

    private static Session SessionOf(CityProfile profile) => new(Guid.Empty, profile, DateTimeOffset.UnixEpoch);

    private Task<Access> CheckAsync(CityProfile profile) => check.CheckAsync(SessionOf(profile), default);
}
