using System.Net;
using System.Text.Json.Nodes;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.IdentityModel.Tokens;

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

    /// <summary>What a document that leads to somebody else says, by the member that lies.</summary>
    public static IReadOnlyList<(string Member, string? Says)> Lies { get; } =
    [
        ("issuer", "https://evil.example/gosuslugi"), ("issuer", "http://localhost:1/gosuslugi"), ("issuer", null),
        .. from member in (string[])["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri", "end_session_endpoint"]
           from address in (string[])["http://evil.example/there", "ftp://evil.example/there", "/there"]
           select (member, address),
    ];

    [Fact]
    public async Task When_the_door_cannot_be_found_or_lies_about_itself_the_person_is_told_so_and_gets_in_later()
    {
        // Nobody else comes by госуслуги here: what is known of a door is kept once it is found.
        using var visitor = new HttpVisitor(city.Product);
        foreach (var trouble in Enum.GetValues<Trouble>())
        {
            using (city.Middleman.Makes(trouble, "/gosuslugi/.well-known"))
                ShouldSayWhatToDo(await visitor.OpenAsync("/sign-in/gosuslugi"), "/sign-in/gosuslugi");
        }

        foreach (var (member, says) in Lies)
        {
            using (city.Middleman.Rewrites("/gosuslugi/.well-known/openid-configuration", answer => answer[member] = says))
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
        using (city.Middleman.Rewrites("/connect/userinfo", answer => answer["sub"] = other.Sub))
            ShouldSayWhatToDo(await visitor.SignInAsync(person));
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_token_that_is_not_signed_by_a_key_of_mos_ru_opens_no_session_and_proves_no_password(string header, string signature)
    {
        var person = city.NewTeacher();
        using var visitor = new HttpVisitor(city.Product);
        using (Forge())
            ShouldSayWhatToDo(await visitor.SignInAsync(person));
        (await visitor.OpenAsync("/cabinet")).Path.ShouldBe("/");

        (await visitor.SignInAsync(person)).Path.ShouldBe("/activation");
        using (Forge())
            (await visitor.ActivateAsync(person.Password)).Problem.ShouldBe("MosRuUnavailable");

        IDisposable Forge() => city.Middleman.Rewrites("/connect/token", answer =>
        {
            var claims = JsonNode.Parse(Base64UrlEncoder.Decode(answer["id_token"]!.GetValue<string>().Split('.')[1]))!.AsObject();
            // Who forges leaves out what would have to be hashed by an algorithm that is none.
            claims.Remove("at_hash");
            answer["id_token"] = $"{Base64UrlEncoder.Encode(header)}.{Base64UrlEncoder.Encode(claims.ToJsonString())}.{signature}";
        });
    }

    public static TheoryData<string, string> Forgeries => new()
    {
        { """{"alg":"none"}""", "" },
        { """{"alg":"none","typ":"JWT"}""", "c2lnbmVk" },
        { """{"alg":"NONE"}""", "" },
        { """{"alg":"HS256","typ":"JWT"}""", "c2lnbmVk" },
    };

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
