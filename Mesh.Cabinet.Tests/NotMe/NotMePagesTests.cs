using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Dapper;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.Mail;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.NotMe;

/// <summary>«Это был не я» over the whole product.</summary>
[Collection(TroubleAtTheDoor.Name)]
public sealed partial class NotMePagesTests(TroubledCity city)
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

    [Fact(DisplayName = "D19, D21: a sign-in in an unknown browser sends a letter with a word: to open its page changes nothing, its button ends all, once, without a sign-in")]
    public async Task Letter()
    {
        var (person, phone) = await city.TeacherAtTheDoorAsync();
        (await LettersAsync(person, "нового устройства", atLeast: 0)).ShouldBeEmpty("the account knew no browser");
        await phone.SignInAsync(person, "/sign-in/again?returnUrl=%2Fcabinet");
        var (_, stranger) = await city.TeacherAtTheDoorAsync(person);
        var letter = (await LettersAsync(person, "нового устройства", atLeast: 1)).ShouldHaveSingleItem("the browser that came again was known");
        letter.Text.ShouldNotContain(person.LastName!);
        letter.Text.ShouldNotContain(person.Login);
        var page = Word().Match(letter.Text).Value;
        page.ShouldNotBeEmpty(letter.Text);

        using var scanner = new HttpVisitor(city.Product);
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head, HttpMethod.Get])
        {
            using var question = new HttpRequestMessage(method, page);
            using var answer = await scanner.SendAsync(question);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await stranger.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
        (await scanner.PostAsync(page, ("_handler", "not-me"))).Status.ShouldBe(HttpStatusCode.BadRequest, "a form without its page's token");
        (await stranger.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");

        var done = await scanner.PostAsync(page, (Token, await scanner.FormTokenAsync()), ("_handler", "not-me"));
        done.Text.ShouldContain("Все входы завершены, все устройства отвязаны.");
        foreach (var browser in (HttpVisitor[])[phone, stranger])
            (await browser.OpenAsync("/cabinet")).Path.ShouldBe("/");
        (await scanner.OpenAsync(page)).Text.ShouldContain("Эта ссылка больше не действует");
        (await scanner.PostAsync(page, (Token, await scanner.FormTokenAsync()), ("_handler", "not-me"))).Text.ShouldContain("Эта ссылка больше не действует");
        (await LettersAsync(person, "Входы в МЭШ завершены", atLeast: 1)).ShouldHaveSingleItem();
        await phone.SignInAsync(person);
        (await phone.OpenAsync("/cabinet/devices/history")).Text.ShouldNotBeEmpty();
    }

    [Fact(DisplayName = "D19: an activated account is told of by letter")]
    public async Task Activated()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        (await visitor.ActivateAsync(person.Password)).Text.ShouldContain("Аккаунт МЭШ готов");
        Word().Match((await LettersAsync(person, "активирован", atLeast: 1)).ShouldHaveSingleItem().Text).Value.ShouldNotBeEmpty();
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

    private async Task<List<ReceivedLetter>> LettersAsync(Citizen person, string subject, int atLeast)
    {
        using var http = new HttpClient { BaseAddress = city.Product.City };
        http.DefaultRequestHeaders.Accept.Add(new("application/json"));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Browser.Visitor.Patience);
        while (true)
        {
            var letters = (await http.GetFromJsonAsync<List<ReceivedLetter>>($"/mail?of={person.Login}", TestContext.Current.CancellationToken))!;
            var found = letters.Where(letter => letter.Subject.Contains(subject, StringComparison.Ordinal)).ToList();
            if (found.Count >= atLeast)
                return found;
            await Task.Delay(200, patience.Token);
        }
    }

    [GeneratedRegex(@"/not-me/[A-Za-z0-9_-]{43}\b", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
