using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>Open sessions and the fresh sign-in, over the whole product.</summary>
[Collection(TroubleAtTheDoor.Name)]
public sealed partial class OpenSessionsTests(TroubledCity city)
{
    private const string Devices = "/cabinet/devices";
    private const string Token = "__RequestVerificationToken";

    [Fact]
    public async Task Leaving_everywhere_ends_every_session_of_the_person()
    {
        var (person, phone) = await city.TeacherAtTheDoorAsync();
        var (_, desk) = await city.TeacherAtTheDoorAsync(person);
        var (_, stranger) = await city.TeacherAtTheDoorAsync();
        await desk.ConfirmAsync(person);

        (await desk.PostAsync("/cabinet/sessions/leave", (Token, await desk.FormTokenAsync()))).Path.ShouldBe("/");

        foreach (var browser in (HttpVisitor[])[phone, desk])
            (await browser.OpenAsync("/cabinet")).Path.ShouldBe("/");
        (await stranger.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
    }

    [Theory]
    [InlineData("/cabinet/sessions/leave", Devices)]
    [InlineData("/cabinet/devices/bind/key", "/cabinet/devices/bind")]
    public async Task A_form_without_its_token_changes_nothing_and_a_link_to_it_leads_to_its_page(string address, string page)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        await visitor.ConfirmAsync(person);
        var answer = await visitor.PostAsync(address, ("keep", ""));
        (answer.Address.Query + answer.Text).ShouldContain("Expired");
        (await visitor.OpenAsync(address)).Path.ShouldBe(page);
    }

    [Fact]
    public async Task Signing_in_again_in_one_browser_leaves_one_session()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        await visitor.SignInAsync(person, "/sign-in/mos-ru?returnUrl=%2Fcabinet");
        (await visitor.OpenAsync(Devices)).Path.ShouldBe(Devices);
        (await city.Aftermath.SessionsOfTheLastAsync()).Count.ShouldBe(1);
    }

    [Fact(DisplayName = "R36: for binding mos.ru asks for the password although it knows the person, and an ordinary sign-in is not enough")]
    public async Task Fresh()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        await visitor.SignInAsync(person);
        (await BeginAsync(visitor)).Path.ShouldBe("/sign-in/confirm");

        var back = await visitor.SignInAsync(person, "/sign-in/again?returnUrl=%2Fcabinet%2Fdevices%2Fbind");

        back.Path.ShouldBe("/cabinet/devices/bind");
        (await BeginAsync(visitor)).Text.ShouldContain("\"challenge\"");
        (await BeginAsync(visitor, name: "")).Text.ShouldContain("NameMissing");
        (await BeginAsync(visitor, service: "diary")).Text.ShouldContain("ServiceClosed");
    }

    [Fact]
    public async Task Somebody_elses_password_confirms_nothing_and_changes_nobody()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();

        var problem = await visitor.SignInAsync(city.NewTeacher(), "/sign-in/again?returnUrl=%2Fcabinet%2Fdevices%2Fbind");

        problem.Path.ShouldBe("/sign-in/problem");
        problem.Text.ShouldContain("Вошёл другой человек");
        problem.Text.ShouldContain("/sign-in/again?returnUrl=%2Fcabinet%2Fdevices%2Fbind");
        (await BeginAsync(visitor)).Path.ShouldBe("/sign-in/confirm");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"%%%\"}")]
    [InlineData("{\"id\":7,\"type\":\"public-key\"}")]
    [InlineData("{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{}}")]
    public async Task A_proof_that_is_none_opens_nothing(string credential)
    {
        using var stranger = new HttpVisitor(city.Product);
        var token = await stranger.FormTokenAsync();
        (await stranger.PostAsync("/sign-in/quick/key", (Token, token), ("word", "rubbish"), ("credential", credential))).Text.ShouldContain("Expired");
        var begun = await stranger.PostAsync("/sign-in/quick/options", (Token, token));
        var word = Word().Match(begun.Text).Groups["word"].Value;

        var answer = await stranger.PostAsync("/sign-in/quick/key", (Token, token), ("word", word), ("credential", credential));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        Regex.IsMatch(answer.Text, "^\\{\"problem\":\"(Refused|Unbound)\"\\}$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).ShouldBeTrue(answer.Text);
        (await stranger.PostAsync("/sign-in/quick/key", (Token, token), ("word", word), ("credential", credential))).Text.ShouldContain("Expired", Case.Sensitive, "a ceremony is heard once, well or not");
        (await stranger.OpenAsync("/cabinet")).Path.ShouldBe("/");
    }

    [Fact]
    public async Task Strangers_who_begin_a_quick_entry_without_end_leave_nothing_in_the_database()
    {
        using var stranger = new HttpVisitor(city.Product);
        var token = await stranger.FormTokenAsync();
        var before = await RowsAsync();
        for (var number = 0; number < 25; number++)
        {
            var begun = await stranger.PostAsync("/sign-in/quick/options", (Token, token));
            begun.Text.ShouldContain("\"challenge\"");
        }

        (await RowsAsync()).ShouldBe(before);
    }

    [Fact(DisplayName = "R2, R3: the landing page stays small and without a script, and offers «Быстрый вход» only to a browser that has a device")]
    public async Task Landing()
    {
        using var stranger = new HttpVisitor(city.Product);
        (await stranger.OpenAsync("/")).Text.ShouldNotContain("Быстрый вход");
        stranger.Cookies.Add(city.Product.Cabinet, new Cookie("mesh.quick", "anything"));
        var page = (await stranger.OpenAsync("/")).Text;
        page.ShouldContain("href=\"/sign-in/quick\"");
        page.ShouldNotContain("<script");
        System.Text.Encoding.UTF8.GetByteCount(page).ShouldBeLessThan(6 * 1024);
    }

    // Leases come and go with the work behind the pages, and letters that others' sign-ins have written are on their way.
    private async Task<IReadOnlyList<string>> RowsAsync()
    {
        var tables = (await city.Product.Place.Database.ColumnsAsync()).Select(column => column.Table).Distinct().Where(table => table is not ("Leases" or "ImportLease" or "Outbox"));
        await using var database = await city.Aftermath.OpenAsync();
        var rows = new List<string>();
        foreach (var table in tables)
            rows.Add($"{table} {await database.QuerySingleAsync<long>($"SELECT COUNT(*) FROM {table}")}");
        return rows;
    }

    private static async Task<Page> BeginAsync(HttpVisitor visitor, string name = "Телефон", string service = "journal") =>
        await visitor.PostAsync("/cabinet/devices/bind/options", (Token, await visitor.FormTokenAsync()), ("name", name), ("service", service));

    [GeneratedRegex("\"word\":\"(?<word>[0-9A-Za-z_-]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
