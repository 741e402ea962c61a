using System.Net;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>A service that asks in which school its person is.</summary>
[Collection(ProviderCity.Name)]
public sealed class SchoolChoiceTests(ProviderCity city)
{
    private static readonly (string, string?) Wanted = ("scope", "openid mesh.school");

    [Fact(DisplayName = "E15: whoever has several schools chooses once for a service, no page is shown where none may be, and the choice is told")]
    public async Task Chosen()
    {
        var person = city.Stranger();
        await person.Browser.SignInAsync("orlova_mv", "Direktor_77");
        (await person.AuthorizeAsync(ProviderCity.Asking, Wanted, ("prompt", "none")))["error"].ShouldBe("interaction_required");
        (await person.AuthorizeAsync(ProviderCity.Asking, ("scope", "openid"))).Code.ShouldNotBeEmpty("whoever does not ask is not told");
        var (address, verifier) = ServiceVisitor.Request(ProviderCity.Asking, Wanted);
        var page = WebUtility.HtmlDecode((await person.OpenAsync(address, verifier)).Page);
        page.ShouldContain("В какой вы сейчас школе?");
        page.ShouldContain("value=\"school-9201\"");

        await ChooseAsync(person, page, "school-1404");
        (await person.OpenAsync(address, verifier))["code"].ShouldBeNull("another's school is none to choose");
        await ChooseAsync(person, page, "school-9201");
        var told = await person.SignInAsync(ProviderCity.Asking, Wanted, ("prompt", "none"));
        var school = (await person.UserInfoAsync(told["access_token"])).Json.GetProperty("mesh_school");
        (school.GetProperty("id").GetString(), school.TryGetProperty("name", out _)).ShouldBe(("school-9201", true));
    }

    [Fact(DisplayName = "E15: whoever has one school is not asked")]
    public async Task Only_one()
    {
        var teacher = await city.TeacherAsync();
        var told = await teacher.SignInAsync(ProviderCity.Asking, Wanted);
        (await teacher.UserInfoAsync(told["access_token"])).Json.GetProperty("mesh_school").GetProperty("id").GetString().ShouldBe("school-9101");
    }

    private static async Task ChooseAsync(ServiceVisitor person, string page, string school)
    {
        var token = page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("client", ProviderCity.Asking), new("back", "/cabinet"), new("school", school)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/services/school") { Content = form };
        using var answer = await person.Browser.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
