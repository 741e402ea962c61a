using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Tests.PasswordEvents;

/// <summary>A person changes the password at mos.ru, with the whole product, the city and its equipment running.</summary>
public sealed class PasswordFollowsTests(PasswordFollowsTests.CityOfTeachers city) : IClassFixture<PasswordFollowsTests.CityOfTeachers>
{
    private const string New = "Sovsem-Novyy-2027";

    [Fact(DisplayName = "R49, D8, E39: when mos.ru has the new password, equipment takes it and refuses the old one")]
    public async Task Followed()
    {
        var teacher = Resident.Teacher(1).Citizen;
        using var visitor = await ActivateAsync(teacher);
        var login = await LoginOfAsync(teacher);
        (await Aftermath.PcAcceptsAsync(login, teacher.Password)).ShouldBeTrue();

        await ChangeAsync(teacher.Login, New);
        (await Aftermath.PcAcceptsAsync(login, New)).ShouldBeTrue();
        (await Aftermath.PcAcceptsAsync(login, teacher.Password)).ShouldBeFalse();
    }

    [Fact(DisplayName = "R49: while the directory is away mos.ru repeats, and the password follows when it is back")]
    public async Task Directory_away()
    {
        var teacher = Resident.Teacher(2).Citizen;
        using var visitor = await ActivateAsync(teacher);
        var login = await LoginOfAsync(teacher);
        using (city.Middleman.Makes(Trouble.Broken, "/scim"))
            await ChangeAsync(teacher.Login, New);
        while (!await Aftermath.PcAcceptsAsync(login, New))
            await Task.Delay(200, TestContext.Current.CancellationToken);
    }

    [Fact(DisplayName = "R49: a password that is changed at mos.ru while its forerunner is on the way to the directory replaces it")]
    public async Task During_an_activation()
    {
        var teacher = Resident.Teacher(4).Citizen;
        city.Middleman.BeforeAnswer = async request =>
        {
            if (!await Middleman.MakesAccountAsync(request, teacher.Login))
                return;
            city.Middleman.BeforeAnswer = _ => Task.CompletedTask;
            await ChangeAsync(teacher.Login, New);
            // Events tell their moment in whole seconds: the account is marked in a later one.
            await Task.Delay(TimeSpan.FromSeconds(1.1));
        };
        using var visitor = await ActivateAsync(teacher);
        var login = await LoginOfAsync(teacher);
        while (!await Aftermath.PcAcceptsAsync(login, New))
            await Task.Delay(200, TestContext.Current.CancellationToken);
        (await Aftermath.PcAcceptsAsync(login, teacher.Password)).ShouldBeFalse();
    }

    [Fact(DisplayName = "D14: a password that the directory would refuse asks the person once more, with the rule")]
    public async Task Too_plain()
    {
        var teacher = Resident.Teacher(3).Citizen;
        using var visitor = await ActivateAsync(teacher);
        await ChangeAsync(teacher.Login, "123456");
        (await visitor.SignInAsync(teacher.Login, "123456")).Path.ShouldBe("/activation");
        (await visitor.ActivateAsync("123456")).Address.Query.ShouldContain("problem=");
        await ChangeAsync(teacher.Login, New);
        await visitor.SignInAsync(teacher.Login, New);
        await visitor.ActivateAsync(New);
        (await Aftermath.PcAcceptsAsync(await LoginOfAsync(teacher), New)).ShouldBeTrue();
    }

    [Theory(DisplayName = "D21: what mos.ru ends is over here in the same moment, and who signs in anew is let in")]
    [InlineData("session-revoked")]
    [InlineData("account-disabled")]
    [InlineData("account-purged")]
    public async Task Ended(string type)
    {
        var teacher = Resident.Teacher(5).Citizen;
        using var visitor = new HttpVisitor(city.Product);
        await visitor.SignInAsync(teacher);
        (await visitor.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
        // auth_time and the event's moment are whole seconds.
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);

        (await TellAsync(teacher.Login, type)).ShouldBe(HttpStatusCode.NoContent);

        (await visitor.OpenAsync("/cabinet")).Path.ShouldBe("/");
        (await visitor.SignInAsync(teacher, "/sign-in/mos-ru?returnUrl=%2Fcabinet")).Path.ShouldBe("/cabinet");
    }

    [Fact]
    public async Task An_event_that_the_sandbox_does_not_know_is_none()
    {
        (await TellAsync(Resident.Teacher(5).Citizen.Login, "nonsense")).ShouldBe(HttpStatusCode.BadRequest);
        (await TellAsync("nobody", "session-revoked")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("application/secevent+jwt", "a.b.c")]
    [InlineData("application/secevent+jwt", "")]
    [InlineData("application/json", "{}")]
    public async Task Rubbish_is_answered_as_RFC_8935_says(string type, string body)
    {
        using var http = new HttpClient { BaseAddress = city.Product.Cabinet };
        using var content = new StringContent(body, Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue(type));
        using var answer = await http.PostAsync(new Uri("/events/mos-ru", UriKind.Relative), content);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>())!["err"].ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Our_keys_are_published_without_their_secret()
    {
        using var http = new HttpClient { BaseAddress = city.Product.Cabinet };
        var keys = (await http.GetFromJsonAsync<JsonObject>(new Uri("/events/mos-ru/keys", UriKind.Relative)))!["keys"]!.AsArray().Select(key => key!.AsObject()).ToList();
        keys.Select(key => (string?)key["alg"]).ShouldBe(["RSA-OAEP-256", "ECDH-ES+A256KW"]);
        keys.ShouldAllBe(key => (string?)key["use"] == "enc" && ((string?)key["kid"])!.Length > 0);
        keys[0].Select(member => member.Key).ShouldBe(["kty", "use", "alg", "kid", "n", "e"], ignoreOrder: true);
        Base64UrlEncoder.DecodeBytes((string?)keys[0]["n"]).Length.ShouldBe(3072 / 8);
        keys[1].Select(member => member.Key).ShouldBe(["kty", "use", "alg", "kid", "crv", "x", "y"], ignoreOrder: true);
    }

    private Aftermath Aftermath => new(city.Product);

    private async Task<HttpVisitor> ActivateAsync(Citizen teacher)
    {
        var visitor = new HttpVisitor(city.Product);
        await visitor.SignInAsync(teacher);
        await visitor.ActivateAsync(teacher.Password);
        return visitor;
    }

    private async Task<string> LoginOfAsync(Citizen teacher) => (await Aftermath.ActivationOfAsync(teacher.Login)).Login;

    private async Task<HttpStatusCode> TellAsync(string login, string type)
    {
        using var http = new HttpClient { BaseAddress = city.Product.City };
        using var answer = await http.PostAsJsonAsync(new Uri($"/citizens/{login}/events", UriKind.Relative), new { type });
        return answer.StatusCode;
    }

    private async Task ChangeAsync(string login, string password)
    {
        using var http = new HttpClient { BaseAddress = city.Product.City };
        using var answer = await http.PostAsJsonAsync(new Uri($"/citizens/{login}/password", UriKind.Relative), new { password });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The directory stands behind a middleman, mos.ru speaks to the product itself.</summary>
    public sealed class CityOfTeachers : IAsyncLifetime
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("city-of-teachers-");

        public RunningProduct Product { get; private set; } = null!;

        public Middleman Middleman { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await OwnCity.WriteAsync(folder.FullName, Enumerable.Range(1, 5).Select(Resident.Teacher));
            Middleman = await Middleman.StartAsync();
            Product = await RunningProduct.StartAsync(
                ("Sandbox__City", folder.FullName), ("DomainAccounts__Scim__Address", new Uri(Middleman.Address, "/scim/v2").ToString()));
            Middleman.Target = Product.City;
        }

        public async ValueTask DisposeAsync()
        {
            await Product.DisposeAsync();
            await Middleman.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
