using System.Net;
using System.Security.Cryptography;
using Dapper;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>Classroom panels by the device authorization grant (RFC 8628), with a number that no link carries (RFC 10027).</summary>
[Collection(ProviderCity.Name)]
public sealed class PanelTests(ProviderCity city)
{
    [Fact(DisplayName = "RFC 8628 3.2: a panel is answered with a code of digits that look like no letters, where to type it, a number that stands in no address, and how long and how often")]
    public async Task Begins()
    {
        var told = await city.PanelIn(ProviderCity.Panel).BeginAsync();
        told.Status.ShouldBe(HttpStatusCode.OK);
        told["user_code"]!.ShouldMatch("^[2-9]{4}-[2-9]{4}$");
        told["verification_uri"].ShouldBe($"{city.Product.Cabinet}approve");
        told["verification_uri_complete"].ShouldBe($"{city.Product.Cabinet}approve?user_code={told["user_code"]}");
        told["mesh_number"]!.ShouldMatch("^[1-9][0-9]$");
        told["interval"].ShouldBe("5");
        int.Parse(told["expires_in"]!, null).ShouldBeInRange(110, 120);
        told.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact(DisplayName = "RFC 8628 3.1: who is no panel, or proves nothing, gets no code, and a panel gets none but its own scopes")]
    public async Task Strangers_begin_nothing()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await city.PanelIn("panel-unknown").BeginAsync()).Error.ShouldBe("invalid_client");
        (await city.PanelIn(ProviderCity.Panel, other).BeginAsync()).Error.ShouldBe("invalid_client");
        var nobody = city.Stranger();
        (await nobody.PostAsync("/connect/device", null, ("client_id", ProviderCity.Panel), ("scope", "openid"))).Error.ShouldBe("invalid_client");
        (await nobody.PostAsync("/connect/device", ProviderCity.Plain, ("scope", "openid"))).Error.ShouldBe("unauthorized_client");
        (await city.PanelIn(ProviderCity.Panel).BeginAsync(("scope", "openid mesh.children"))).Error.ShouldBe("invalid_scope");
        (await nobody.GetAsync("/connect/device", null)).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact(DisplayName = "RFC 8628 3.3–3.5: somebody of the school says yes on a phone, the panel gets tokens that tell how, and its browser opens what panels open, and no more")]
    public async Task Whole()
    {
        var (teacher, panel) = (await city.TeacherAsync(), city.PanelIn(ProviderCity.Panel));
        var begun = await panel.BeginAsync();
        (await panel.AskAsync(begun["device_code"]!)).Error.ShouldBe("authorization_pending");
        var asked = await ClassPanel.LookAsync(teacher.Browser, begun["user_code"]!);
        asked.ShouldContain($"Кабинет {ProviderCity.Panel}");
        asked.ShouldContain("Школа № 9101");
        asked.ShouldContain(begun["user_code"]!);
        asked.ShouldNotContain($" {begun["mesh_number"]} ");
        (await ClassPanel.DecideAsync(teacher.Browser, begun["user_code"]!, begun["mesh_number"])).Page.ShouldContain("Готово, панель открывается");

        var told = await panel.AskInTimeAsync(begun["device_code"]!);
        told.Status.ShouldBe(HttpStatusCode.OK);
        told.IdToken.GetPayloadValue<string>("acr").ShouldBe("urn:mesh:mos-ru");
        told.IdToken.GetPayloadValue<string[]>("amr").ShouldBe(["pwd", "mca"]);
        told.IdToken.TryGetPayloadValue("nonce", out string _).ShouldBeFalse();
        (await teacher.UserInfoAsync(told["access_token"]))["name"].ShouldBe("Петрова Анна Сергеевна");

        (await panel.EnterAsync(told["access_token"]!)).Status.ShouldBe(HttpStatusCode.Found);
        WebUtility.HtmlDecode((await panel.Browser.OpenAsync("/panel")).Text).ShouldContain("Здравствуйте, Анна Сергеевна");
        var shown = new ServiceVisitor(city, panel.Browser);
        (await shown.AuthorizeAsync(ProviderCity.OnPanels)).Code.ShouldNotBeEmpty();
        (await shown.AuthorizeAsync(ProviderCity.Journal, ("prompt", "none")))["error"].ShouldBe("login_required");
        WebUtility.HtmlDecode((await shown.AuthorizeAsync(ProviderCity.Journal)).Page).ShouldContain("на панели не открывается");
        (await shown.AuthorizeAsync(ProviderCity.OnPanels, ("prompt", "login"))).IsBack.ShouldBeFalse("nobody types a password on a panel");
        foreach (var address in new[] { "/cabinet", "/cabinet/children", "/cabinet/devices", "/desk", "/services", "/start", "/approve", "/activation" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
            using var answer = await panel.Browser.SendAsync(request);
            $"{answer.Headers.Location}".ShouldStartWith("/sign-in/mos-ru", customMessage: address);
        }
    }

    [Fact(DisplayName = "RFC 8628 3.5: a panel that asks too often is slowed down, by five seconds more each time")]
    public async Task Slows_down()
    {
        var panel = city.PanelIn(ProviderCity.Panel);
        var code = (await panel.BeginAsync())["device_code"]!;
        (await panel.AskAsync(code)).Error.ShouldBe("authorization_pending");
        (await panel.AskAsync(code)).Error.ShouldBe("slow_down");
        await using var connection = await city.Product.Place.Database.OpenAsync();
        (await connection.QuerySingleAsync<int>("SELECT COUNT(*) FROM PanelRequests WHERE PollPause = 10")).ShouldBeGreaterThan(0);
    }

    [Fact(DisplayName = "RFC 8628 3.3.1: to look, or a form of another site, says nothing")]
    public async Task Looking_says_nothing()
    {
        var (teacher, panel) = (await city.TeacherAsync(), city.PanelIn(ProviderCity.Panel));
        var begun = await panel.BeginAsync();
        await teacher.Browser.OpenAsync($"/approve?user_code={begun["user_code"]}&mesh_number={begun["mesh_number"]}");
        await ClassPanel.DecideAsync(teacher.Browser, begun["user_code"]!, begun["mesh_number"], withToken: false);
        (await panel.AskAsync(begun["device_code"]!)).Error.ShouldBe("authorization_pending");
        (await city.Stranger().Browser.OpenAsync($"/approve?user_code={begun["user_code"]}")).Path.ShouldBe("/", "a stranger signs in first");
    }

    [Fact(DisplayName = "RFC 8628 5.4: one wrong number ends the request, also for who knows the right one afterwards")]
    public async Task Wrong_number()
    {
        var (teacher, panel) = (await city.TeacherAsync(), city.PanelIn(ProviderCity.Panel));
        var begun = await panel.BeginAsync();
        var wrong = begun["mesh_number"] == "10" ? "11" : "10";
        (await ClassPanel.DecideAsync(teacher.Browser, begun["user_code"]!, wrong)).Page.ShouldContain("Число не совпало");
        (await ClassPanel.DecideAsync(teacher.Browser, begun["user_code"]!, begun["mesh_number"])).Page.ShouldContain("Этот код не подходит");
        (await panel.AskInTimeAsync(begun["device_code"]!)).Error.ShouldBe("access_denied");
    }

    [Fact(DisplayName = "RFC 8628 3.5: who says no is believed, and the panel hears of it")]
    public async Task Declined()
    {
        var (teacher, panel) = (await city.TeacherAsync(), city.PanelIn(ProviderCity.Panel));
        var begun = await panel.BeginAsync();
        (await ClassPanel.DecideAsync(teacher.Browser, begun["user_code"]!, number: null)).Page.ShouldContain("отклонён");
        (await panel.AskInTimeAsync(begun["device_code"]!)).Error.ShouldBe("access_denied");
    }

    [Fact(DisplayName = "RFC 8628 6.1: unknown, used and too old codes are one answer; groups may be parted in any way")]
    public async Task One_answer()
    {
        var (teacher, panel) = (await city.TeacherAsync(), city.PanelIn(ProviderCity.Panel));
        var (used, old) = (await panel.BeginAsync(), await panel.BeginAsync());
        await ClassPanel.DecideAsync(teacher.Browser, used["user_code"]!, number: null);
        await using (var connection = await city.Product.Place.Database.OpenAsync())
            await connection.ExecuteAsync("UPDATE PanelRequests SET ExpiresAt = @Past WHERE DecidedAt IS NULL", new { Past = DateTimeOffset.UtcNow.AddSeconds(-1) });
        var unknown = await ClassPanel.LookAsync(teacher.Browser, "2222-2222");
        unknown.ShouldContain("Этот код не подходит");
        (await ClassPanel.LookAsync(teacher.Browser, used["user_code"]!)).ShouldBe(unknown);
        (await ClassPanel.LookAsync(teacher.Browser, old["user_code"]!)).ShouldBe(unknown);
        (await ClassPanel.LookAsync(teacher.Browser, "' OR 1=1 --")).ShouldBe(unknown);

        var fresh = (await panel.BeginAsync())["user_code"]!;
        foreach (var typed in new[] { fresh.Replace("-", "", StringComparison.Ordinal), $" {fresh} ", fresh.Replace('-', '–'), string.Join('-', fresh.Replace("-", "", StringComparison.Ordinal).Chunk(2).Select(pair => new string(pair))) })
            (await ClassPanel.LookAsync(teacher.Browser, typed)).ShouldContain("Войти на этой панели?");
    }

    [Fact(DisplayName = "RFC 8628 3.5: a code that has run out is told so")]
    public async Task Expired()
    {
        var panel = city.PanelIn(ProviderCity.Panel);
        var begun = await panel.BeginAsync();
        await using (var connection = await city.Product.Place.Database.OpenAsync())
            await connection.ExecuteAsync("UPDATE ServiceTokens SET ExpiresAt = @Past WHERE Id IN (SELECT TokenId FROM PanelRequests)", new { Past = DateTimeOffset.UtcNow.AddSeconds(-1) });
        (await panel.AskAsync(begun["device_code"]!)).Error.ShouldBe("expired_token");
    }

    [Fact(DisplayName = "RFC 8628 5.3: a code that was allowed is good once, for its own panel alone, of twenty who come at the same moment too")]
    public async Task Once()
    {
        var (teacher, panel) = (await city.TeacherAsync(), city.PanelIn(ProviderCity.Panel));
        var code = await AllowedAsync(teacher, panel);
        (await city.PanelIn(ProviderCity.OtherPanel).AskInTimeAsync(code)).Error.ShouldBe("invalid_grant");
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => panel.AskInTimeAsync(code)));
        all.Count(told => told.Status is HttpStatusCode.OK).ShouldBe(1);
        all.ShouldAllBe(told => told.Status == HttpStatusCode.OK || told.Status == HttpStatusCode.BadRequest);
        (await panel.AskInTimeAsync(code)).Error.ShouldBe("invalid_grant");
    }

    [Fact(DisplayName = "RFC 8628 5.4: whoever has said yes and has left since signs nobody in")]
    public async Task Left_before_the_panel_came()
    {
        var (teacher, panel) = (await city.TeacherAsync(), city.PanelIn(ProviderCity.Panel));
        var code = await AllowedAsync(teacher, panel);
        await teacher.Browser.PostAsync("/sign-out");
        (await panel.AskInTimeAsync(code)).Error.ShouldBe("access_denied");
    }

    [Fact(DisplayName = "D20: whoever does not learn or work in the panel's school is told so, a parent too")]
    public async Task Another_school()
    {
        var (teacher, parent) = (await city.TeacherAsync(), await city.ParentAsync());
        var begun = await city.PanelIn(ProviderCity.OtherPanel).BeginAsync();
        (await ClassPanel.LookAsync(teacher.Browser, begun["user_code"]!)).ShouldContain("Это панель другой школы");
        (await ClassPanel.DecideAsync(teacher.Browser, begun["user_code"]!, begun["mesh_number"])).Page.ShouldContain("Это панель другой школы");
        var own = await city.PanelIn(ProviderCity.Panel).BeginAsync();
        (await ClassPanel.LookAsync(parent.Browser, own["user_code"]!)).ShouldContain("Это панель другой школы");
    }

    [Fact(DisplayName = "The session on a panel lasts a lesson, is renewed within it alone, stands among the person's sessions, and ends for the panel's services when it is ended there")]
    public async Task A_lesson()
    {
        var (teacher, panel) = (await city.TeacherAsync(), city.PanelIn(ProviderCity.Panel));
        var told = await panel.AskInTimeAsync(await AllowedAsync(teacher, panel));
        var renewed = await panel.RefreshAsync(told["refresh_token"]!);
        renewed.Status.ShouldBe(HttpStatusCode.OK);
        await panel.EnterAsync(renewed["access_token"]!);
        var service = await new ServiceVisitor(city, panel.Browser).SignInAsync(ProviderCity.OnPanels);

        await using var connection = await city.Product.Place.Database.OpenAsync();
        var rows = await connection.QueryAsync<(Guid Id, DateTimeOffset SignedInAt, DateTimeOffset ExpiresAt, string Device)>(
            "SELECT Id, SignedInAt, ExpiresAt, Device FROM Sessions WHERE PanelId = @Panel", new { ProviderCity.Panel });
        var row = rows.MaxBy(row => row.SignedInAt);
        (row.ExpiresAt - row.SignedInAt).ShouldBe(TimeSpan.FromMinutes(45));
        row.Device.ShouldBe($"Кабинет {ProviderCity.Panel}");
        await connection.ExecuteAsync("DELETE FROM Sessions WHERE Id = @Id", new { row.Id });
        (await panel.RefreshAsync(renewed["refresh_token"]!)).Error.ShouldBe("invalid_grant");
        (await teacher.RefreshAsync(ProviderCity.OnPanels, service["refresh_token"]!)).Error.ShouldBe("invalid_grant");
        (await panel.EnterAsync(renewed["access_token"]!)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact(DisplayName = "Nobody's browser becomes a panel's: not that of a person who is signed in, and not by a token that is a service's")]
    public async Task No_other_browser()
    {
        var (teacher, panel) = (await city.TeacherAsync(), city.PanelIn(ProviderCity.Panel));
        var told = await panel.AskInTimeAsync(await AllowedAsync(teacher, panel));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/panel", UriKind.Relative)) { Content = new FormUrlEncodedContent([new("access_token", told["access_token"]!)]) };
        using var answer = await teacher.Browser.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await panel.EnterAsync((await teacher.SignInAsync(ProviderCity.Plain))["access_token"]!)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await panel.EnterAsync("rubbish")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact(DisplayName = "RFC 8628 5.1: after ten wrong codes a person waits, whichever code comes next")]
    public async Task Guesses()
    {
        var guesser = city.Stranger();
        await guesser.Browser.SignInAsync("orlova_mv", "Direktor_77");
        for (var guess = 0; guess < 10; guess++)
            (await ClassPanel.LookAsync(guesser.Browser, $"2222-22{guess + 22}")).ShouldContain("Этот код не подходит");
        var begun = await city.PanelIn(ProviderCity.Panel).BeginAsync();
        (await ClassPanel.LookAsync(guesser.Browser, begun["user_code"]!)).ShouldContain("Слишком много попыток");
        var (status, _) = await ClassPanel.DecideAsync(guesser.Browser, begun["user_code"]!, begun["mesh_number"]);
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await ClassPanel.LookAsync((await city.TeacherAsync()).Browser, begun["user_code"]!)).ShouldContain("Войти на этой панели?");
    }

    private static async Task<string> AllowedAsync(ServiceVisitor person, ClassPanel panel)
    {
        var begun = await panel.BeginAsync();
        (await ClassPanel.DecideAsync(person.Browser, begun["user_code"]!, begun["mesh_number"])).Page.ShouldContain("Готово, панель открывается");
        return begun["device_code"]!;
    }
}
