using System.Globalization;
using Bunit;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.History;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mesh.Cabinet.Tests.History;

/// <summary>A person's own history: their record's and their account's, and nothing of anybody else.</summary>
public sealed class HistoryTests : PageContext, IAsyncLifetime
{
    private StoreGround ground = null!;

    public async ValueTask InitializeAsync()
    {
        ground = await StoreGround.OpenAsync(DatabaseProvider.Sqlite);
        var ties = new TieStore(ground.Database, ground.Time);
        Services.AddSingleton<ITies>(ties).AddSingleton(new HistoryStore(ground.Database));
        Services.AddSingleton<ISchoolRecords>(new SchoolRecordsStore(ground.Database, ground.Protection));
        // Words of the test's own: what each feature says is its feature's.
        Services.RemoveAll<HistoryEvent>();
        Services.AddSingleton(new HistoryEvent("activated", login => $"Активирован {login}")).AddSingleton(new HistoryEvent("came", _ => "Вход"));
        await ties.TieAsync("u1", CityProvider.MosRu, "anna", default);
    }

    public new ValueTask DisposeAsync()
    {
        ground.Dispose();
        return base.DisposeAsync();
    }

    [Fact(DisplayName = "R59, E44: what support did to a tie is read with its reason, and so is what happened under a former record")]
    public async Task After_a_move()
    {
        await WriteAsync(new("activated") { PersonId = "u1", Detail = "anna_p" });
        await new TieChangesStore(ground.Database, [], ground.Time).MoveAsync("u1", "u2", "Новый номер", default);
        ground.Time.Advance(TieStore.KnownFor);
        Services.AddHistory("tie-moved", why => string.Format(MatchingText.HistoryMoved, why));
        var words = Open<HistoryPage>("/cabinet/devices/history").Words();
        words.ShouldContain("Активирован anna_p");
        words.ShouldContain("Поддержка перенесла всё на другую запись того же человека: Новый номер");
        words.ShouldContain("Это сделала поддержка");
    }

    [Fact]
    public void Without_an_entry_the_page_says_so()
    {
        var page = Open<HistoryPage>("/cabinet/devices/history");
        page.Words().ShouldContain("Пока здесь пусто.");
        page.FindAll("[role=listitem]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Entries_of_the_record_and_of_the_account_stand_together_the_newest_first_with_time_device_and_whose_hand_it_was()
    {
        await WriteAsync(new("came") { Provider = CityProvider.MosRu, Subject = "anna", Device = "Mozilla/5.0 (Windows NT 10.0) Firefox/145.0" });
        await WriteAsync(new("activated") { PersonId = "u1", Detail = "anna_p", ByPersonId = AuditEntry.BySupport });
        await WriteAsync(new("activated") { PersonId = "u1", Provider = CityProvider.MosRu, Subject = "anna", Detail = "anna_q", ByPersonId = "u2" });
        await WriteAsync(new("activated") { PersonId = "u1", Detail = "anna_r", ByPersonId = "u1" });
        await WriteAsync(new("activated") { PersonId = "u1", Detail = "anna_s", ByPersonId = "nobody-known" });
        await WriteAsync(new("came") { Provider = CityProvider.MosRu, Subject = "boris" });
        await WriteAsync(new("came") { Provider = CityProvider.Gosuslugi, Subject = "anna" });
        await WriteAsync(new("activated") { PersonId = "u2", Detail = "another" });
        await WriteAsync(new("unheard-of") { PersonId = "u1" });
        var other = (await Services.GetRequiredService<ISchoolRecords>().FindAsync("u2", default))!.Name;

        Open<HistoryPage>("/cabinet/devices/history").All("[role=listitem]").ShouldBe(
        [
            "Активирован anna_s 08:05Это сделал другой человек",
            "Активирован anna_r 08:04",
            $"Активирован anna_q 08:03Это сделал человек: {other.Given} {other.Middle}".Trim(),
            "Активирован anna_p 08:02Это сделала поддержка",
            "Вход 08:01. Firefox на Windows",
        ]);
    }

    [Fact]
    public async Task Entries_stand_under_the_days_of_Moscow_on_which_they_happened()
    {
        await WriteAsync(new("activated") { PersonId = "u1", Detail = "a" }, TimeSpan.FromHours(15));
        await WriteAsync(new("activated") { PersonId = "u1", Detail = "b" }, TimeSpan.FromMinutes(59));
        await WriteAsync(new("activated") { PersonId = "u1", Detail = "c" }, TimeSpan.FromMinutes(2));
        var page = Open<HistoryPage>("/cabinet/devices/history");
        page.All("h2").ShouldBe(["2 сентября 2026, среда", "1 сентября 2026, вторник"]);
        page.FindAll("section section").Select(day => day.QuerySelectorAll("[role=listitem]").Length).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_long_history_is_filled_further_in_place_without_a_gap_even_within_one_moment()
    {
        for (var number = 0; number < 60; number++)
            await WriteAsync(new("activated") { PersonId = "u1", Detail = number.ToString(CultureInfo.InvariantCulture) }, TimeSpan.FromSeconds(number % 10 == 0 ? 1 : 0));
        var page = Open<HistoryPage>("/cabinet/devices/history");
        page.FindAll("[role=listitem]").Count.ShouldBe(30);
        // What happens meanwhile shifts nothing.
        await WriteAsync(new("activated") { PersonId = "u1", Detail = "new" });
        page.Find(".actions button").Click();
        page.All("strong").ShouldBe(Enumerable.Range(0, 60).Reverse().Select(number => $"Активирован {number}"));
        page.FindAll(".actions button").ShouldBeEmpty("there is no more");
    }

    [Fact]
    public async Task What_could_not_be_loaded_further_is_said_and_what_is_there_stays()
    {
        for (var number = 0; number < 31; number++)
            await WriteAsync(new("activated") { PersonId = "u1", Detail = $"{number}" });
        var page = Open<HistoryPage>("/cabinet/devices/history");
        await ground.ScalarAsync("ALTER TABLE AuditTrail RENAME TO Away");
        page.Find(".actions button").Click();
        page.Find("[role=alert]").Words().ShouldStartWith("Не получилось загрузить");
        page.FindAll("[role=listitem]").Count.ShouldBe(30);
        await ground.ScalarAsync("ALTER TABLE Away RENAME TO AuditTrail");
        page.Find(".actions button").Click();
        page.FindAll("[role=listitem]").Count.ShouldBe(31);
        page.FindAll("[role=alert]").ShouldBeEmpty();
    }

    private async Task WriteAsync(AuditEntry entry, TimeSpan? after = null)
    {
        ground.Time.Advance(after ?? TimeSpan.FromMinutes(1));
        await using var connection = await ground.Database.OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        await AuditTrail.WriteAsync(connection, transaction, entry, ground.Time.GetUtcNow(), default);
        await transaction.CommitAsync();
    }
}
