using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Mesh.Cabinet.Sandbox.Accounts;
using Shouldly;
using Xunit;

namespace Mesh.Cabinet.Tests.Sandbox;

/// <summary>The directory as RFC 7643 and RFC 7644 describe it and as Active Directory would refuse.</summary>
[Collection(InTheCity.Name)]
public sealed class DirectoryTests(StartedCity city)
{
    private readonly HttpClient http = city.NewProvisioner();

    [Fact]
    public async Task An_account_is_made_found_and_never_shows_its_password()
    {
        var answer = await CreateAsync("scim_made");

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/scim+json");
        answer.Headers.Location.ShouldNotBeNull();
        answer.Headers.ETag.ShouldNotBeNull();
        var body = await BodyOf(answer);
        body["userName"]!.GetValue<string>().ShouldBe("scim_made");
        body["name"]!["familyName"]!.GetValue<string>().ShouldBe("Петрова");
        body["entitlements"]![0]!["value"]!.GetValue<string>().ShouldBe("wifi:Study");
        body.ToJsonString().ShouldNotContain("Shkola", Case.Insensitive);

        var found = await BodyOf(await http.GetAsync(answer.Headers.Location));
        found.ToJsonString().ShouldBe(body.ToJsonString());
    }

    [Fact]
    public async Task A_name_is_taken_without_case()
    {
        await CreateAsync("scim_twice");
        await ShouldRefuse(await CreateAsync("SCIM_Twice"), HttpStatusCode.Conflict, "uniqueness");
    }

    [Theory]
    [InlineData("Ab1!", "length")]
    [InlineData("123456", "length")]
    [InlineData("abcdefgh", "complexity")]
    [InlineData("abcdefg1", "complexity")]
    public async Task A_weak_password_is_refused_and_leaves_nothing_behind_D14(string password, string rule)
    {
        await ShouldRefuse(await CreateAsync("scim_weak", password), HttpStatusCode.BadRequest, "invalidValue", rule);
        (await ListAsync("userName eq \"scim_weak\""))["totalResults"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_russian_password_is_strong_enough() =>
        (await CreateAsync("scim_russian", "Пароль-2026")).StatusCode.ShouldBe(HttpStatusCode.Created);

    [Theory]
    [InlineData("a/b")]
    [InlineData("a,b")]
    [InlineData("ends.")]
    [InlineData("a\u0001b")]
    [InlineData("a\0b")]
    [InlineData("   ")]
    [InlineData("twenty-one-characters")]
    public async Task A_name_that_Active_Directory_refuses_is_refused(string userName) =>
        await ShouldRefuse(await CreateAsync(userName), HttpStatusCode.BadRequest, "invalidValue");

    [Fact]
    public async Task With_a_wrong_token_nothing_is_told()
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, "/scim/v2/Users");
        question.Headers.Authorization = new("Bearer", "wrong");
        var answer = await city.Http.SendAsync(question);

        await ShouldRefuse(answer, HttpStatusCode.Unauthorized, scimType: null);
        answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
    }

    [Fact]
    public async Task A_filter_finds_names_without_case_and_external_ids_with_it()
    {
        await CreateAsync("scim_filter");

        (await ListAsync("username EQ \"SCIM_FILTER\""))["totalResults"]!.GetValue<int>().ShouldBe(1);
        (await ListAsync("externalId eq \"Ext-scim_filter\""))["totalResults"]!.GetValue<int>().ShouldBe(1);
        (await ListAsync("externalId eq \"ext-scim_filter\""))["totalResults"]!.GetValue<int>().ShouldBe(0);
        (await ListAsync("emails.value eq \"SCIM_filter@zao.obr.mos.ru\""))["totalResults"]!.GetValue<int>().ShouldBe(1);
        await ShouldRefuse(await http.GetAsync("/scim/v2/Users?filter=userName%20co%20%22a%22"), HttpStatusCode.BadRequest, "invalidFilter");
    }

    [Fact]
    public async Task A_list_comes_in_pages_counted_from_one()
    {
        await CreateAsync("scim_page_1");
        await CreateAsync("scim_page_2");

        var page = await BodyOf(await http.GetAsync("/scim/v2/Users?startIndex=2&count=1"));

        page["startIndex"]!.GetValue<int>().ShouldBe(2);
        page["itemsPerPage"]!.GetValue<int>().ShouldBe(1);
        page["Resources"]!.AsArray().Count.ShouldBe(1);
        page["totalResults"]!.GetValue<int>().ShouldBeGreaterThan(1);
        (await BodyOf(await http.GetAsync("/scim/v2/Users?count=0")))["Resources"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_nothing_else()
    {
        var made = await BodyOf(await CreateAsync("scim_patch"));

        var changed = await BodyOf(await PatchAsync(
            made,
            """{"op":"replace","path":"active","value":false},{"op":"Add","path":"entitlements","value":[{"value":"wifi:Study.mos"}]},{"op":"replace","value":{"displayName":"Новая"}},{"op":"replace","path":"name.familyName","value":"Новая"},{"op":"remove","path":"entitlements[value eq \"wifi:Study\"]"}"""));

        changed["active"]!.GetValue<bool>().ShouldBeFalse();
        changed["displayName"]!.GetValue<string>().ShouldBe("Новая");
        changed["name"]!["familyName"]!.GetValue<string>().ShouldBe("Новая");
        changed["name"]!["givenName"]!.GetValue<string>().ShouldBe("Анна");
        changed["entitlements"]!.AsArray().Select(right => right!["value"]!.GetValue<string>()).ShouldBe(["wifi:Study.mos"]);
        changed["meta"]!["version"]!.GetValue<string>().ShouldNotBe(made["meta"]!["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_patch_is_refused_as_a_whole()
    {
        var made = await BodyOf(await CreateAsync("scim_atomic"));

        await ShouldRefuse(
            await PatchAsync(made, """{"op":"replace","path":"active","value":false},{"op":"replace","path":"password","value":"weak"}"""), HttpStatusCode.BadRequest, "invalidValue");

        (await BodyOf(await http.GetAsync($"/scim/v2/Users/{made["id"]}")))["active"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"op":"move","path":"active","value":false}""", "invalidSyntax")]
    [InlineData("""{"op":"replace","path":"shoeSize","value":43}""", "invalidPath")]
    [InlineData("""{"op":"replace","path":"active"}""", "invalidValue")]
    [InlineData("""{"op":"remove"}""", "noTarget")]
    [InlineData("""{"op":"replace","path":"userName","value":"a/b"}""", "invalidValue")]
    public async Task A_patch_that_makes_no_sense_is_refused(string operation, string scimType)
    {
        var made = await BodyOf(await CreateAsync("s" + Guid.NewGuid().ToString("N")[..12]));
        await ShouldRefuse(await PatchAsync(made, operation), HttpStatusCode.BadRequest, scimType);
    }

    [Fact]
    public async Task Changes_at_the_same_moment_all_count()
    {
        var made = await BodyOf(await CreateAsync("scim_race"));

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(number =>
            PatchAsync(made, $$"""{"op":"add","path":"entitlements","value":[{"value":"right:{{number}}"}]}""")));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await BodyOf(await http.GetAsync($"/scim/v2/Users/{made["id"]}")))["entitlements"]!.AsArray().Count.ShouldBe(9);
    }

    [Fact]
    public async Task One_name_is_given_once_to_many_who_ask_at_the_same_moment()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync("scim_rush")));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Fact]
    public async Task An_old_version_in_If_Match_is_refused()
    {
        var made = await BodyOf(await CreateAsync("scim_etag"));
        await PatchAsync(made, """{"op":"replace","path":"active","value":false}""");

        http.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", made["meta"]!["version"]!.GetValue<string>());

        await ShouldRefuse(await PatchAsync(made, """{"op":"replace","path":"active","value":true}"""), HttpStatusCode.PreconditionFailed, scimType: null);
    }

    [Fact]
    public async Task A_replace_and_a_removal_do_what_they_say()
    {
        var id = (await BodyOf(await CreateAsync("scim_put")))["id"]!.GetValue<string>();

        var replaced = await http.PutAsync($"/scim/v2/Users/{id}", Json($$"""{"schemas":["{{ScimUser.Schema}}"],"userName":"scim_put2","active":false}"""));

        var body = await BodyOf(replaced);
        body["userName"]!.GetValue<string>().ShouldBe("scim_put2");
        body.AsObject().ContainsKey("displayName").ShouldBeFalse();
        (await http.DeleteAsync($"/scim/v2/Users/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await ShouldRefuse(await http.GetAsync($"/scim/v2/Users/{id}"), HttpStatusCode.NotFound, scimType: null);
        await ShouldRefuse(await http.DeleteAsync($"/scim/v2/Users/{id}"), HttpStatusCode.NotFound, scimType: null);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task A_request_that_is_no_account_is_refused(string body) =>
        await ShouldRefuse(await http.PostAsync("/scim/v2/Users", Json(body)), HttpStatusCode.BadRequest, "invalidSyntax");

    [Theory]
    [InlineData("ServiceProviderConfig")]
    [InlineData("ResourceTypes")]
    [InlineData("Schemas")]
    public async Task The_directory_describes_itself(string document) =>
        (await BodyOf(await http.GetAsync($"/scim/v2/{document}")))["schemas"]!.AsArray().ShouldNotBeEmpty();

    private Task<HttpResponseMessage> CreateAsync(string userName, string password = "Shkola-2026") =>
        http.PostAsync("/scim/v2/Users", JsonContent.Create(Accounts.Teacher(userName, password)));

    private Task<HttpResponseMessage> PatchAsync(JsonNode made, string operations) => http.PatchAsync(
        $"/scim/v2/Users/{made["id"]}", Json($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}"""));

    private async Task<JsonNode> ListAsync(string filter) => await BodyOf(await http.GetAsync($"/scim/v2/Users?filter={Uri.EscapeDataString(filter)}"));

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/scim+json");

    private static async Task<JsonNode> BodyOf(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    private static async Task ShouldRefuse(HttpResponseMessage answer, HttpStatusCode status, string? scimType, string? detail = null)
    {
        answer.StatusCode.ShouldBe(status);
        var body = await BodyOf(answer);
        body["status"]!.GetValue<string>().ShouldBe(((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture));
        body["scimType"]?.GetValue<string>().ShouldBe(scimType);
        body["detail"]!.GetValue<string>().ShouldContain(detail ?? "");
    }
}
