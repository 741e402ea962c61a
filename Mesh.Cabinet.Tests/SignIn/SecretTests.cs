using System.Net;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>What somebody has who has copied the cookie of a session: nothing, as soon as the provider answers the person again.</summary>
[Collection(TroubleAtTheDoor.Name)]
public sealed class SecretTests(TroubledCity city)
{
    private const string Cookie = "mesh.session";

    [Theory]
    [InlineData("/sign-in/mos-ru?returnUrl=%2Fcabinet")]
    [InlineData("/sign-in/again?returnUrl=%2Fcabinet")]
    public async Task A_copied_cookie_is_worth_nothing_once_the_provider_has_answered_again(string way)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        using var thief = Thief(visitor);
        (await thief.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
        var session = await SessionOfAsync(person.Sub);

        (await visitor.SignInAsync(person, way)).Path.ShouldBe("/cabinet");

        (await thief.OpenAsync("/cabinet")).Path.ShouldBe("/");
        (await thief.OpenAsync("/cabinet/devices/bind")).Path.ShouldBe("/");
        (await visitor.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet", "nor does what the thief did cost the person anything");
        (await SessionOfAsync(person.Sub)).ShouldBe(session, "the session is the same");
    }

    [Fact]
    public async Task A_page_that_was_open_before_goes_on_under_the_new_secret()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var token = await visitor.FormTokenAsync();
        await visitor.ConfirmAsync(person);

        (await visitor.PostAsync("/cabinet/sessions/leave", ("__RequestVerificationToken", token))).Path.ShouldBe("/");
    }

    [Fact]
    public async Task Who_signs_in_as_somebody_else_begins_anew_and_ends_what_was_open_here()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var other = city.NewTeacher();
        using var thief = Thief(visitor);

        // At mos.ru this browser is the other person's from now on.
        visitor.Cookies.GetCookies(city.Product.City).ToList().ForEach(cookie => cookie.Expired = cookie.Name != Cookie);
        await visitor.SignInAsync(other, "/sign-in/mos-ru?returnUrl=%2Fcabinet");

        (await SessionsOfAsync(person.Sub)).ShouldBeEmpty();
        (await SessionsOfAsync(other.Sub)).ShouldHaveSingleItem();
        (await thief.OpenAsync("/cabinet")).Path.ShouldBe("/");
    }

    private HttpVisitor Thief(HttpVisitor visitor)
    {
        var thief = new HttpVisitor(city.Product);
        thief.Cookies.Add(city.Product.Cabinet, new Cookie(Cookie, visitor.Cookies.GetCookies(city.Product.Cabinet)[Cookie]!.Value));
        return thief;
    }

    private async Task<Guid> SessionOfAsync(string subject) => (await SessionsOfAsync(subject)).ShouldHaveSingleItem();

    private Task<IReadOnlyList<Guid>> SessionsOfAsync(string subject) => city.Aftermath.SessionsOfAsync(subject);
}
