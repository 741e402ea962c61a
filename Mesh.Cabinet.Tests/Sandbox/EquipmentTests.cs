using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Mesh.Cabinet.Tests.Sandbox;

[Collection(InTheCity.Name)]
public sealed class EquipmentTests(StartedCity city)
{
    private const string Password = "Shkola-2026";

    [Theory]
    [InlineData("pc", "eq_teacher", 200)]
    [InlineData("pc", "EQ_Teacher", 200)]
    [InlineData("pc", "eq_teacher@zao.obr.mos.ru", 200)]
    [InlineData("pc", "eq_teacher@sao.obr.mos.ru", 401)]
    [InlineData("wifi:Study", "eq_teacher", 200)]
    [InlineData("wifi:Study.mos", "eq_teacher", 401)]
    [InlineData("teams", "eq_teacher@zao.obr.mos.ru", 200)]
    [InlineData("teams", "eq_teacher", 401)]
    [InlineData("pc", "eq_student", 200)]
    [InlineData("wifi:Study.mos", "eq_student", 200)]
    [InlineData("wifi:Study", "eq_student", 401)]
    [InlineData("teams", "eq_student@zao.obr.mos.ru", 401)]
    [InlineData("pc", "nobody", 401)]
    public async Task Equipment_lets_in_whom_the_directory_entitles_R28_R29_R30(string where, string login, int status)
    {
        await MakeAccountsAsync();
        (await SignInAsync(where, login, Password)).ShouldBe((HttpStatusCode)status);
    }

    [Fact]
    public async Task A_changed_password_counts_at_once_and_the_old_one_is_refused_E39()
    {
        var id = await MakeAsync(Accounts.Teacher("eq_changed", Password));

        await PatchAsync(id, """{"op":"replace","path":"password","value":"Novyy-2027"}""");

        (await SignInAsync("wifi:Study", "eq_changed", Password)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SignInAsync("wifi:Study", "eq_changed", "Novyy-2027")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_account_that_is_off_opens_nothing()
    {
        var id = await MakeAsync(Accounts.Teacher("eq_off", Password));

        await PatchAsync(id, """{"op":"replace","path":"active","value":false}""");

        foreach (var (where, login) in ((string, string)[])[("pc", "eq_off"), ("wifi:Study", "eq_off"), ("teams", "eq_off@zao.obr.mos.ru")])
            (await SignInAsync(where, login, Password)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"where":"door","login":"a","password":"b"}""")]
    [InlineData("""{"where":"wifi:","login":"a","password":"b"}""")]
    [InlineData("""{"where":"pc","login":"a"}""")]
    [InlineData("""{"where":"pc","login":1,"password":"b"}""")]
    public async Task A_malformed_try_is_no_try(string body) =>
        (await city.Http.PostAsync("/equipment/sign-in", new StringContent(body, Encoding.UTF8, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task The_page_says_the_same_in_plain_words()
    {
        var page = await city.Http.PostAsync("/equipment", new FormUrlEncodedContent(new Dictionary<string, string> { ["where"] = "pc", ["login"] = "nobody<b>", ["password"] = "x" }));

        var html = await page.Content.ReadAsStringAsync();
        html.ShouldContain("Такого логина в домене нет");
        html.ShouldNotContain("nobody<b>");
    }

    private async Task MakeAccountsAsync()
    {
        await MakeAsync(Accounts.Teacher("eq_teacher", Password));
        await MakeAsync(Accounts.Student("eq_student", Password));
    }

    private async Task<string?> MakeAsync(object account)
    {
        using var http = city.NewProvisioner();
        var answer = await http.PostAsync("/scim/v2/Users", JsonContent.Create(account));
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]?.GetValue<string>();
    }

    private async Task PatchAsync(string? id, string operation)
    {
        using var http = city.NewProvisioner();
        var body = $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}""";
        (await http.PatchAsync($"/scim/v2/Users/{id}", new StringContent(body, Encoding.UTF8, "application/scim+json"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> SignInAsync(string where, string login, string password) =>
        (await city.Http.PostAsJsonAsync("/equipment/sign-in", new { where, login, password })).StatusCode;
}
