using Dapper;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Children;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk.Jobs;
using Mesh.Cabinet.Desk.Word;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Notices;
using Mesh.Cabinet.Matching.Decisions;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.NotMe;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.PasswordEvents;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Grants;
using Mesh.Cabinet.Provider.Panels;
using Mesh.Cabinet.Provider.SignOut;
using Mesh.Cabinet.Provider.Tokens;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Import.Staging;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Devices;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>What is kept no longer than docs/security.md says, on every database.</summary>
public sealed class RetentionTests
{
    private static readonly CityProfile Anna = People.Profile("anna");

    [Theory(DisplayName = "E55: sessions, letters, drafts, tries, events and devices go when their time is over, and nothing goes before")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Kept(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        await ground.Sessions().OpenAsync(new(Anna), "", default);
        await ground.BindAsync(Anna);
        var cases = new SupportCaseStore(ground.Database, ground.Protection, ground.Time);
        var answered = await cases.OpenAsync(new() { Kind = SupportCaseKind.AccessRequest, OpenKey = "answered", Message = "письмо" }, default);
        await cases.AnswerAsync(["answered"], default);
        await cases.OpenAsync(new() { Kind = SupportCaseKind.Message, Message = "письмо незнакомца" }, default);
        await cases.OpenAsync(new() { Kind = SupportCaseKind.Message, Provider = "MosRu", Subject = "anna", Message = "моё письмо" }, default);
        var tries = new PasswordTryStore(ground.Database, ground.Time);
        for (var number = 0; number < PasswordTryStore.Free; number++)
            await tries.TakeAsync("u1", default);
        var events = new ReceivedEventStore(ground.Database, ground.Time);
        await events.HeardAsync("event", default);
        using var keys = new EventKeyStore(ground.Database, ground.Protection, ground.Time);
        await keys.PublishedAsync(default);
        await new DraftStore(ground.Database, ground.Protection, ground.Time).KeepAsync(People.Session() with { Profile = Anna }, "letter", "начало", default);

        await ClearAsync(ground);
        (await CountsAsync(ground)).ShouldBe("Sessions 1, Devices 1, texts 3, cases 3, PasswordTries 1, ReceivedEvents 1, EventKeys 2, Drafts 1");

        ground.Time.Advance(TimeSpan.FromDays(3));
        await ClearAsync(ground);
        (await CountsAsync(ground)).ShouldBe("Sessions 0, Devices 1, texts 3, cases 3, PasswordTries 0, ReceivedEvents 1, EventKeys 2, Drafts 1");

        ground.Time.Advance(TimeSpan.FromDays(178));
        await ClearAsync(ground);
        (await CountsAsync(ground)).ShouldBe("Sessions 0, Devices 1, texts 2, cases 3, PasswordTries 0, ReceivedEvents 1, EventKeys 0, Drafts 0");
        (await ground.ScalarAsync($"SELECT Kind FROM SupportCases WHERE Number = {answered}")).ShouldBe("AccessRequest", "that it was there stays");

        ground.Time.Advance(TimeSpan.FromDays(220));
        await ClearAsync(ground);
        (await CountsAsync(ground)).ShouldBe("Sessions 0, Devices 0, texts 1, cases 2, PasswordTries 0, ReceivedEvents 0, EventKeys 0, Drafts 0");
        (await ground.AuditAsync("u1")).ShouldContain("device-forgotten Телефон");
    }

    [Fact(DisplayName = "E55: an account's letters wait in a line of twenty, strangers' in one of a day's length that keeps nobody out who is signed in")]
    public async Task Letters()
    {
        using var ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var cases = new SupportCaseStore(ground.Database, ground.Protection, ground.Time);
        var room = new LetterRoomStore(ground.Database, ground.Time);
        for (var number = 0; number < LetterLimits.OfAccount; number++)
        {
            (await room.HasRoomAsync("MosRu", "anna", default)).ShouldBeTrue();
            await cases.OpenAsync(new() { Kind = SupportCaseKind.Message, Provider = "MosRu", Subject = "anna", Message = "письмо" }, default);
        }

        (await room.HasRoomAsync("MosRu", "anna", default)).ShouldBeFalse();
        (await room.HasRoomAsync("MosRu", "boris", default)).ShouldBeTrue();
        await using (var connection = await ground.Database.OpenAsync(default))
        {
            await connection.ExecuteAsync(
                $"""
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {LetterLimits.OfStrangersInDay})
                INSERT INTO SupportCases (Id, Kind, OpenedAt) SELECT 'letter-' || i, 'Message', @now FROM n
                """, new { now = ground.Time.GetUtcNow() });
        }

        (await room.HasRoomAsync(null, null, default)).ShouldBeFalse();
        (await room.HasRoomAsync("MosRu", "boris", default)).ShouldBeTrue();
        ground.Time.Advance(LetterLimits.Day);
        (await room.HasRoomAsync(null, null, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_cleared_by_more_rows_at_once_than_lock_themselves_one_by_one()
    {
        using var server = new StandInServer();
        using var ground = await StoreGround.OnAsync(server);
        var features = Features(ground);
        features.Select(feature => feature.GetType()).Order(TypeOrder).ShouldBe(typeof(IRetention).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IRetention))).Order(TypeOrder));
        server.Forget();
        foreach (var feature in features)
            await feature.ClearAsync(default);

        var changes = server.Asked.Select(asked => asked.Sql).Where(sql => !sql.StartsWith("SELECT", StringComparison.Ordinal)).ToList();
        changes.Count.ShouldBeGreaterThan(features.Length);
        changes.ShouldAllBe(sql => sql.Contains("SELECT TOP (@Most)", StringComparison.Ordinal));
    }

    [Theory(DisplayName = "E55: more letters, and more adults who tried, than are cleared at once all go")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Many(DatabaseProvider provider)
    {
        const int people = Lots.Size + 7;
        using var ground = await StoreGround.OpenAsync(provider, people);
        await using (var connection = await ground.Database.OpenAsync(default))
        {
            var (longAgo, now) = (ground.Time.GetUtcNow() - TimeSpan.FromDays(400), ground.Time.GetUtcNow());
            await connection.ExecuteAsync("INSERT INTO ChildTries (PersonId, Kind, Tries, EndsAt) SELECT Id, 'password', 1, @longAgo FROM People", new { longAgo });
            await connection.ExecuteAsync("INSERT INTO ChildTries (PersonId, Kind, Tries, EndsAt) SELECT Id, 'login', 1, CASE WHEN Id = 'u1' THEN @now ELSE @longAgo END FROM People", new { longAgo, now });
            for (var number = 0; number < 2 * people; number++)
            {
                await connection.ExecuteAsync(
                    "INSERT INTO SupportCases (Id, Kind, MessageProtected, OpenedAt, ClosedAt) VALUES (@Id, 'Message', @Text, @longAgo, @Closed)",
                    new { Id = Guid.CreateVersion7(), Text = new byte[] { 1 }, longAgo, Closed = number % 2 == 0 ? longAgo : (DateTimeOffset?)null });
            }
        }

        await ClearAsync(ground);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM ChildTries")).ShouldBe("1");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM SupportCases")).ShouldBe($"{people}");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM SupportCases WHERE MessageProtected IS NOT NULL")).ShouldBe("0");
    }

    private static Comparer<Type> TypeOrder => Comparer<Type>.Create((left, right) => string.CompareOrdinal(left.FullName, right.FullName));

    private static Task ClearAsync(StoreGround ground) =>
        new RetentionKeeper(Features(ground), new LeaseStore(ground.Database, ground.Time), ground.Time, NullLogger<RetentionKeeper>.Instance).ClearAsync(default);

    private static IRetention[] Features(StoreGround ground) =>
    [
        ground.Ending(), new CaseRetentionStore(ground.Database, ground.Time), new DeviceUpkeep(ground.Devices(), ground.Unbinding(), null!, null!, ground.Time), ground.Unbinding(),
        new CeremonyStore(ground.Database, new EphemeralDataProtectionProvider(), ground.Time, SilentLog.Metrics), new PasswordTryStore(ground.Database, ground.Time), new LookStore(ground.Database, ground.Time),
        new ChildTryStore(ground.Database, null!, new MoscowClock(ground.Time)), new OutboxStore(ground.Database, ground.Protection, Options.Create(new MailOptions()), ground.Time),
        new AccountEmailStore(ground.Database, ground.Protection, ground.Time), new GosuslugiEmailStore(ground.Database, ground.Protection, ground.Time), new ReceivedEventStore(ground.Database, ground.Time),
        new NotMeStore(ground.Database, null!, null!, Options.Create(new SiteOptions()), ground.Time), new KnownBrowserStore(ground.Database, null!, ground.Time), new SummaryStore(ground.Database, null!, ground.Time), new TieProposalStore(ground.Database, null!, ground.Time),
        new EventKeyStore(ground.Database, ground.Protection, ground.Time), new DraftStore(ground.Database, ground.Protection, ground.Time), new NoticeStore(ground.Database, ground.Time),
        new JobStore(ground.Database, ground.Time), new RefusalCountsStore(ground.Database, new MoscowClock(ground.Time)), new RemarksStore(ground.Database, new ImportLeaseStore(ground.Database, ground.Time), ground.Time),
        new TokenStore(ground.Database, ground.Time), new GrantStore(ground.Database, ground.Time), new LogoutNoticeStore(ground.Database, ground.Time), new ClientErrorStore(ground.Database, ground.Time), new SpentAssertionStore(ground.Database, ground.Time),
        new PanelRequestStore(ground.Database, null!, ground.Time), new ApprovalTryStore(ground.Database, null!, ground.Time), new ServiceSwitchStore(ground.Database, ground.Time),
    ];

    private static async Task<string> CountsAsync(StoreGround ground)
    {
        async Task<string> Of(string name, string sql) => $"{name} {await ground.ScalarAsync($"SELECT COUNT(*) FROM {sql}")}";
        return string.Join(", ", await Of("Sessions", "Sessions"), await Of("Devices", "Devices"), await Of("texts", "SupportCases WHERE MessageProtected IS NOT NULL"),
            await Of("cases", "SupportCases"), await Of("PasswordTries", "PasswordTries"), await Of("ReceivedEvents", "ReceivedEvents"), await Of("EventKeys", "EventKeys"), await Of("Drafts", "Drafts"));
    }
}
