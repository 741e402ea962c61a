using System.Net;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>A session begins at mos.ru, stands as a row, and ends everywhere at once.</summary>
[Collection(TroubleAtTheDoor.Name)]
public sealed class SessionTests(TroubledCity city)
{
    [Fact]
    public async Task A_session_ended_elsewhere_is_over_in_every_tab_at_once()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var (_, other) = await city.TeacherAtTheDoorAsync(person);
        (await other.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");

        await city.Aftermath.EndSessionsOfAsync(person.Sub);

        foreach (var browser in (HttpVisitor[])[visitor, other])
        {
            foreach (var path in (string[])["/cabinet", "/activation", "/start", "/access", "/services", "/services/journal"])
                (await browser.OpenAsync(path)).Path.ShouldBe("/", path);
        }
    }

    [Fact(DisplayName = "R24: «Выйти» ends this session and leaves everything else untouched")]
    public async Task Signing_out_ends_this_session_alone()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var (_, other) = await city.TeacherAtTheDoorAsync(person);
        var copied = visitor.Cookies.GetCookies(city.Product.Cabinet)["mesh.session"]!.Value;

        await SignOutAsync(visitor, city.Product.Cabinet.GetLeftPart(UriPartial.Authority));

        (await visitor.OpenAsync("/cabinet")).Path.ShouldBe("/");
        (await other.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
        using var thief = new HttpVisitor(city.Product);
        thief.Cookies.Add(city.Product.Cabinet, new Cookie("mesh.session", copied));
        (await thief.OpenAsync("/cabinet")).Path.ShouldBe("/", "a copied cookie is over too");
        await city.Aftermath.ShouldBeNothingAsync(person.Login);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    public async Task Another_site_signs_nobody_out(string origin)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();

        (await SignOutAsync(visitor, origin)).ShouldBe(HttpStatusCode.Forbidden);

        (await visitor.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
    }

    [Fact]
    public async Task A_link_signs_nobody_out()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();

        await visitor.OpenAsync("/sign-out");

        (await visitor.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
    }

    [Theory]
    [InlineData("/sign-out/mos-ru/callback")]
    [InlineData("/sign-out/gosuslugi/callback?state=of+somebody+else")]
    public async Task Who_comes_back_from_signing_out_without_our_question_is_at_the_beginning(string address)
    {
        using var stranger = new HttpVisitor(city.Product);

        (await stranger.OpenAsync(address)).Path.ShouldBe("/");
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("")]
    [InlineData("%00%0d%0a")]
    [InlineData("chunks-100000")]
    public async Task A_cookie_of_another_shape_is_no_session(string value)
    {
        using var stranger = new HttpVisitor(city.Product);
        stranger.Cookies.Add(city.Product.Cabinet, new Cookie("mesh.session", value));

        (await stranger.OpenAsync("/cabinet")).Path.ShouldBe("/");
        (await stranger.OpenAsync("/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> SignOutAsync(HttpVisitor visitor, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-out") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("Origin", origin);
        using var answer = await visitor.SendAsync(request);
        return answer.StatusCode;
    }
}
