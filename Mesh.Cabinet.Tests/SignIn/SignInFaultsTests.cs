using System.Net;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>mos.ru or госуслуги fails while somebody signs in.</summary>
[Collection(TroubleAtTheDoor.Name)]
public sealed class SignInFaultsTests(TroubledCity city)
{
    public static TheoryData<Trouble, string> Troubles =>
        [.. from trouble in Enum.GetValues<Trouble>() from path in (string[])["/connect/token", "/connect/userinfo"] select (trouble, path)];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task When_mos_ru_fails_after_the_password_the_person_is_told_so_and_gets_in_later(Trouble trouble, string path)
    {
        var person = city.NewTeacher();
        using var visitor = new HttpVisitor(city.Product);
        using (city.Middleman.Makes(trouble, path))
            ShouldSayWhatToDo(await visitor.SignInAsync(person));
        (await visitor.OpenAsync("/cabinet")).Path.ShouldBe("/");

        (await visitor.SignInAsync(person)).Path.ShouldBe("/activation");
    }

    [Fact]
    public async Task When_the_door_cannot_even_be_found_the_person_is_told_so_and_gets_in_later()
    {
        // Nobody else comes by госуслуги here: what is known of a door is kept once it is found.
        using var visitor = new HttpVisitor(city.Product);
        foreach (var trouble in Enum.GetValues<Trouble>())
        {
            using (city.Middleman.Makes(trouble, "/gosuslugi/.well-known"))
                ShouldSayWhatToDo(await visitor.OpenAsync("/sign-in/gosuslugi"), "/sign-in/gosuslugi");
        }

        (await visitor.OpenAsync("/sign-in/gosuslugi")).Address.ShouldSatisfyAllConditions(
            address => address.Port.ShouldBe(city.Middleman.Address.Port),
            address => address.AbsolutePath.ShouldBe("/gosuslugi/sign-in"));
    }

    [Fact]
    public async Task A_userinfo_about_somebody_else_lets_nobody_in()
    {
        var (person, other) = (city.NewTeacher(), city.NewTeacher());
        using var visitor = new HttpVisitor(city.Product);
        city.Middleman.Rewrite = (path, text) => path == "/connect/userinfo" ? text.Replace($"\"{person.Sub}\"", $"\"{other.Sub}\"", StringComparison.Ordinal) : text;
        try
        {
            ShouldSayWhatToDo(await visitor.SignInAsync(person));
        }
        finally
        {
            city.Middleman.Rewrite = (_, text) => text;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=rubbish")]
    [InlineData("?code=rubbish&state=rubbish")]
    [InlineData("?error=access_denied")]
    [InlineData("?error=server_error&error_description=%00%0d%0a&state=x")]
    [InlineData("?id_token=rubbish")]
    public async Task An_answer_to_a_sign_in_nobody_started_is_told_so(string query)
    {
        using var visitor = new HttpVisitor(city.Product);

        ShouldSayWhatToDo(await visitor.OpenAsync("/sign-in/mos-ru/callback" + query));
    }

    [Fact]
    public async Task An_answer_that_another_browser_was_given_lets_nobody_in()
    {
        var person = city.NewTeacher();
        using var attacker = new HttpVisitor(city.Product);
        using var victim = new HttpVisitor(city.Product);
        (await attacker.SignInAsync(person, "/sign-in/mos-ru?returnUrl=%2Fhelp")).Path.ShouldBe("/help");

        var callback = attacker.Visited.Single(address => address.AbsolutePath == "/sign-in/mos-ru/callback");
        ShouldSayWhatToDo(await victim.OpenAsync(callback.ToString()));
        (await victim.OpenAsync("/cabinet")).Path.ShouldBe("/");
    }

    private static void ShouldSayWhatToDo(Page page, string door = "/sign-in/mos-ru")
    {
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Path.ShouldBe("/sign-in/problem", page.Text);
        page.Text.ShouldContain($"href=\"{door}\"");
        page.Text.ShouldContain("Попробовать ещё раз");
    }
}
