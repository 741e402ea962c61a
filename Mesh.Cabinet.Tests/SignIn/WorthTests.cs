using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Components;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>What a session opens by what it is worth, over the whole product.</summary>
[Collection(TroubleAtTheDoor.Name)]
public sealed class WorthTests(TroubledCity city)
{
    private const string FullContacts = "/cabinet/contacts/full";
    private const string Token = "__RequestVerificationToken";

    /// <summary>Every page below <c>/cabinet</c>, with something in place of its parameters.</summary>
    public static TheoryData<string> CabinetPages => [.. PagesBelow("/cabinet").Where(path => path != FullContacts)];

    /// <summary>The same below <c>/desk</c>.</summary>
    public static TheoryData<string> DeskPages => [.. PagesBelow("/desk")];

    /// <summary>What is worth more than a session.</summary>
    public static TheoryData<string> FreshForms =>
    [
        "/cabinet/sessions/leave", "/cabinet/devices/bind/options", "/cabinet/devices/bind/key",
        "/cabinet/children/any/consent", "/cabinet/children/any/create", "/cabinet/children/any/password",
    ];

    [Theory(DisplayName = "D25: the cabinet is locked for who was idle, and opens by way of the provider without a click")]
    [MemberData(nameof(CabinetPages))]
    public async Task Idle(string path)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        await city.Aftermath.LeaveIdleAsync(person.Sub, TimeSpan.FromMinutes(31));
        using var knocked = await KnockAsync(visitor, path);
        knocked.Headers.Location!.ToString().ShouldBe($"/sign-in/mos-ru?returnUrl={Uri.EscapeDataString(path)}");
        (await visitor.OpenAsync(path)).Path.ShouldNotStartWith("/sign-in");
        using var again = await KnockAsync(visitor, path);
        again.Headers.Location?.ToString().ShouldNotStartWith("/sign-in/mos-ru");
    }

    [Theory(DisplayName = "R58, D22: at every page of the desk nothing is there for who is no operator, and a stranger is asked to sign in")]
    [MemberData(nameof(DeskPages))]
    public async Task Desk(string path)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        using var knocked = await KnockAsync(visitor, path);
        knocked.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var stranger = new HttpVisitor(city.Product);
        using var asked = await KnockAsync(stranger, path);
        asked.Headers.Location!.ToString().ShouldContain($"returnUrl={Uri.EscapeDataString(path)}", Case.Insensitive);
    }

    [Fact(DisplayName = "D25: who was idle is signed in still, and a page outside the cabinet unlocks nothing")]
    public async Task Idle_elsewhere()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        await city.Aftermath.LeaveIdleAsync(person.Sub, TimeSpan.FromMinutes(31));
        foreach (var path in (string[])["/activation", "/services", "/access"])
            (await visitor.OpenAsync(path)).Path.ShouldBe(path);
        using var knocked = await KnockAsync(visitor, "/cabinet");
        knocked.Headers.Location!.ToString().ShouldStartWith("/sign-in/mos-ru");
    }

    [Theory(DisplayName = "D20: a child's account and password, devices and other sessions want a fresh sign-in")]
    [MemberData(nameof(FreshForms))]
    public async Task Fresh(string form)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var token = await visitor.FormTokenAsync();
        var page = await visitor.PostAsync(form, (Token, token), ("session", Guid.NewGuid().ToString()));
        page.Path.ShouldBe("/sign-in/confirm");
        page.Text.ShouldContain("ещё раз спросит ваш пароль");
        page.Text.ShouldContain($"/sign-in/again?returnUrl={Uri.EscapeDataString(form)}");

        await city.Aftermath.LeaveIdleAsync(person.Sub, TimeSpan.FromMinutes(31));
        (await visitor.PostAsync(form, (Token, token))).Path.ShouldBe("/sign-in/confirm");
    }

    [Fact(DisplayName = "D20: contacts in full want a fresh sign-in")]
    public async Task Contacts()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        (await visitor.OpenAsync(FullContacts)).Path.ShouldBe("/sign-in/confirm");
        (await visitor.ConfirmAsync(person, FullContacts)).Path.ShouldBe(FullContacts);
    }

    [Theory(DisplayName = "D20: a page's script is told where to go, instead of being led to another site")]
    [InlineData("/cabinet/devices/bind/options")]
    public async Task Script(string form)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, form) { Content = new FormUrlEncodedContent([new(Token, await visitor.FormTokenAsync())]) };
        request.Headers.Add("Accept", "application/json");
        using var answer = await visitor.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"go\":\"/sign-in/confirm?returnUrl=%2Fcabinet%2Fdevices%2Fbind%2Foptions\"");
    }

    [Theory(DisplayName = "D20: who came by a bound device is asked for at the provider for whatever is not its service")]
    [InlineData("/cabinet")]
    [InlineData("/cabinet/devices")]
    [InlineData("/access")]
    [InlineData("/services")]
    [InlineData("/activation")]
    [InlineData("/services/library")]
    public async Task More(string path)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        await city.Aftermath.ComeByDeviceAsync(person.Sub, "journal");
        using var answer = await KnockAsync(visitor, path);
        answer.Headers.Location!.ToString().ShouldBe($"/sign-in/mos-ru?returnUrl={Uri.EscapeDataString(path)}");
    }

    [Theory(DisplayName = "D20: a bound device opens its service")]
    [InlineData("/services/journal", "%2Fjournal")]
    [InlineData("/start", "/services/journal")]
    public async Task Service(string path, string address)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        await city.Aftermath.ComeByDeviceAsync(person.Sub, "journal");
        using var answer = await KnockAsync(visitor, path);
        answer.Headers.Location!.ToString().ShouldEndWith(address);
        using var circuit = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        circuit.Headers.Add("Origin", city.Product.Cabinet.GetLeftPart(UriPartial.Authority));
        using var refused = await visitor.SendAsync(circuit);
        refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized, "and no circuit");
    }

    private static async Task<HttpResponseMessage> KnockAsync(HttpVisitor visitor, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await visitor.SendAsync(request);
    }

    private static IEnumerable<string> PagesBelow(string place) =>
        typeof(Session).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
            .Select(route => Regex.Replace(route.Template, @"\{(?:[^}:]*:(?<number>long)|[^}]*)\}", match => match.Groups["number"].Success ? "7" : "any", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .Where(path => path.StartsWith(place, StringComparison.Ordinal));
}
