using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Mesh.Cabinet.Tests.Sandbox;

/// <summary>The pages a citizen meets: sign-in, profile, recovery and the two services.</summary>
[Collection(InTheCity.Name)]
public sealed partial class CitizenPagesTests(StartedCity city)
{
    private readonly HttpClient browser = city.NewBrowser();

    [Fact]
    public async Task The_sign_in_page_has_one_login_one_password_one_button_and_every_citizen()
    {
        var html = await browser.GetStringAsync("/sign-in");

        Regex.Count(html, "name=\"login\"", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(1);
        Regex.Count(html, "name=\"password\"", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBe(1);
        ButtonText().Matches(html).Count(button => button.Groups["text"].Value == "Войти").ShouldBe(1);
        html.ShouldContain("Войти как Петрова Анна Сергеевна");
        html.ShouldNotContain("Ильина Светлана Юрьевна");
        html.ShouldNotContain("<script");
        (await browser.GetStringAsync("/gosuslugi/sign-in")).ShouldContain("Войти как Ильина Светлана Юрьевна");
    }

    [Fact]
    public async Task A_wrong_password_is_said_beside_the_field_and_signs_nobody_in()
    {
        var answer = await PostAsync("/sign-in", ("login", "petrova_anna\"><i>"), ("password", "wrong"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("aria-describedby=\"wrong\"");
        html.ShouldNotContain("<i>");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org")]
    [InlineData("/\\example.org")]
    public async Task Sign_in_never_leads_to_another_site(string returnUrl)
    {
        var answer = await PostAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", ("citizen", "3f2a9c10-0000-4000-8000-000000000001"));
        answer.Headers.Location!.ToString().ShouldBe("/profile");
    }

    [Theory]
    [InlineData("/journal")]
    [InlineData("/diary")]
    [InlineData("/library")]
    [InlineData("/portfolio")]
    public async Task A_service_knows_nobody_without_the_cabinet_and_leads_there(string service)
    {
        await PostAsync("/sign-in", ("login", "petrova_anna"), ("password", "Shkola-2026"));

        var html = await browser.GetStringAsync(service);
        html.ShouldContain("Приходите из кабинета");
        html.ShouldContain("<a href=\"http://localhost:5080/cabinet\">Личный кабинет</a>");
    }

    [Fact]
    public async Task A_profile_is_changed_by_its_owner_only()
    {
        (await browser.GetAsync("/profile")).Headers.Location!.ToString().ShouldStartWith("/sign-in?returnUrl=");
        await PostAsync("/sign-in", ("login", "nikitina_vera"), ("password", "Shkola-2026"));

        await PostAsync("/profile", ("lastName", "Никитина"), ("firstName", "Вера"), ("middleName", "Павловна"), ("snils", "112-233-445 95"));

        (await browser.GetStringAsync("/profile")).ShouldContain("112-233-445 95");
        (await browser.GetAsync("/gosuslugi/profile")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_changed_password_replaces_the_old_one_at_once_R49()
    {
        (await browser.PostAsJsonAsync("/citizens/TIKHONOVA_yulia/password", new { password = "Novyy-2027" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await PostAsync("/sign-in", ("login", "tikhonova_yulia"), ("password", "Shkola-2026"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync("/sign-in", ("login", "tikhonova_yulia"), ("password", "Novyy-2027"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_R41()
    {
        (await PostAsync("/recovery", ("login", "gromov_pavel"), ("newPassword", "Vspomnil-1"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PostAsync("/sign-in", ("login", "gromov_pavel"), ("password", "Vspomnil-1"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await PostAsync("/recovery", ("login", "nobody"), ("newPassword", "x"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("nobody", """{"password":"Novyy-2027"}""", HttpStatusCode.NotFound)]
    [InlineData("orlova_mv", """{"password":""}""", HttpStatusCode.BadRequest)]
    [InlineData("orlova_mv", """{"password":7}""", HttpStatusCode.BadRequest)]
    [InlineData("orlova_mv", "no json", HttpStatusCode.BadRequest)]
    public async Task A_password_change_that_cannot_be_is_refused(string login, string body, HttpStatusCode status) =>
        (await browser.PostAsync($"/citizens/{login}/password", new StringContent(body, Encoding.UTF8, "application/json"))).StatusCode.ShouldBe(status);

    [Fact]
    public async Task Another_name_of_this_machine_is_not_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "evil.example";
        (await browser.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) =>
        browser.PostAsync(address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    [GeneratedRegex("<button[^>]*>(?<text>[^<]*)</button>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ButtonText();
}
