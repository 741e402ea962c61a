using Mesh.Cabinet.Database;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Panels;
using Mesh.Cabinet.Provider.SignOut;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>What the city's desk sees of services that could not be told, on every database.</summary>
public sealed class GivenUpNoticesContractTests
{
    [Theory(DisplayName = "R54, R59: notices given up are counted by service for the city alone, and sent again they have an hour more, with the reason in the trail")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Again(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new LogoutNoticeStore(ground.Database, ground.Time);
        var desk = new GivenUpNoticesStore(ground.Database, new ClientBook(new ClientStore(ground.Database, ground.Time), new PanelStore(ground.Database, ground.Time), ground.Time), ground.Time);
        await AddAsync(ground, "journal", "diary", "diary");
        (await desk.ListAsync(isCity: true, default)).ShouldBeEmpty("they are still tried");
        ground.Time.Advance(TimeSpan.FromHours(1));
        var since = ground.Time.GetUtcNow();
        foreach (var notice in await store.DueAsync(default))
            (await store.PostponeAsync(notice, $"503 of {notice.ClientId}", default)).ShouldBeFalse();

        (await desk.ListAsync(isCity: true, default)).Select(one => (one.ClientId, one.Count, one.Since, one.LastFailure)).ShouldBe([("diary", 2, since, "503 of diary"), ("journal", 1, since, "503 of journal")]);
        (await desk.ListAsync(isCity: false, default)).ShouldBeEmpty();
        (await desk.SendAgainAsync(isCity: false, "diary", "o1", "Починили", default)).ShouldBe(0);
        (await desk.SendAgainAsync(isCity: true, "diary", "o1", "Починили", default)).ShouldBe(2);
        (await desk.ListAsync(isCity: true, default)).Select(one => one.ClientId).ShouldBe(["journal"]);
        var due = await store.DueAsync(default);
        due.Select(notice => notice.ClientId).ShouldBe(["diary", "diary"]);
        (await store.PostponeAsync(due[0], "503", default)).ShouldBeTrue("there is an hour more");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'sign-outs-sent-again' AND ByPersonId = 'o1' AND Detail = 'diary · Починили'")).ShouldBe("1");
    }

    private static async Task AddAsync(StoreGround ground, params string[] clients)
    {
        await using var connection = await ground.Database.OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var client in clients)
            await LogoutNoticeStore.AddAsync(connection, transaction, new LogoutNotice { Id = Guid.CreateVersion7(), ClientId = client, PairwiseSubject = "p", Sid = "s" }, ground.Time.GetUtcNow(), default);
        await transaction.CommitAsync();
    }
}
