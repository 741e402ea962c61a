using System.Net;
using Dapper;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.NotMe;

/// <summary>«Это был не я» over the whole product.</summary>
[Collection(TroubleAtTheDoor.Name)]
public sealed class NotMePagesTests(TroubledCity city)
{
    private const string Token = "__RequestVerificationToken";

    [Fact(DisplayName = "D21: «это был не я» in the cabinet ends every browser, this one too, without a password, and says what was done and what to do at mos.ru")]
    public async Task Cabinet()
    {
        var (person, phone) = await city.TeacherAtTheDoorAsync();
        var (_, desk) = await city.TeacherAtTheDoorAsync(person);
        var (_, stranger) = await city.TeacherAtTheDoorAsync();

        var done = await desk.PostAsync("/cabinet/not-me", (Token, await desk.FormTokenAsync()));

        done.Path.ShouldBe("/not-me/done");
        done.Text.ShouldContain("Все входы завершены, все устройства отвязаны.");
        done.Text.ShouldContain("срочное обращение №");
        done.Text.ShouldContain("Смените пароль");
        foreach (var browser in (HttpVisitor[])[phone, desk])
            (await browser.OpenAsync("/cabinet")).Path.ShouldBe("/");
        (await stranger.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
        await desk.SignInAsync(person, "/sign-in/mos-ru?returnUrl=%2Fcabinet%2Frequests");
        (await desk.OpenAsync("/cabinet/requests")).Path.ShouldBe("/cabinet/requests");
        await using var database = await city.Aftermath.OpenAsync();
        (await database.QuerySingleAsync<int>("SELECT COUNT(*) FROM SupportCases WHERE Kind = 'NotMe' AND Subject = @Subject", new { Subject = person.Sub })).ShouldBe(1);
    }

    [Fact]
    public async Task A_form_without_its_token_ends_nothing_and_a_link_to_it_leads_to_the_devices()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        (await visitor.PostAsync("/cabinet/not-me", ("a", "b"))).Address.Query.ShouldContain("Expired");
        (await visitor.OpenAsync("/cabinet/not-me")).Path.ShouldBe("/cabinet/devices");
        using var stranger = new HttpVisitor(city.Product);
        (await stranger.PostAsync("/cabinet/not-me", ("a", "b"))).Path.ShouldBe("/");
    }

    [Fact(DisplayName = "D21: a word that is good no more, or never was one, gets one plain page with the way to go on")]
    public async Task Gone()
    {
        using var stranger = new HttpVisitor(city.Product);
        foreach (var word in (string[])["unknown", new string('a', 43), "%D1%8F"])
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, $"/not-me/{word}");
            using var answer = await stranger.SendAsync(question);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            page.ShouldContain("Эта ссылка больше не действует");
            page.ShouldContain("href=\"/support\"");
            page.ShouldNotContain("Завершить всё");
        }
    }
}
