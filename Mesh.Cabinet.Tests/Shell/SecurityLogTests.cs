using System.Net;
using System.Text;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>What is tried at the door leaves a line with an id that stays, and nobody's name in it.</summary>
[Collection(InTrouble.Name)]
public sealed class SecurityLogTests(TroubledCity city)
{
    private const string Token = "__RequestVerificationToken";

    [Fact]
    public async Task Attacks_leave_lines_and_none_of_them_says_who()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var session = (await city.Aftermath.SessionsOfAsync(person.Sub)).Single().ToString();
        var before = city.Product.Output.Length;

        for (var number = 0; number < 6; number++)
            await visitor.ActivateAsync($"Ne-tot-parol-{number}");
        await SendAsync(visitor, "/sign-out", "", "http://evil.example");
        await visitor.PostAsync("/activation/password", ("password", "x"));
        await visitor.PostAsync("/support", ("_handler", "letter"), ("Letter.Message", "x"));
        await visitor.OpenAsync("/cabinet/children/child-of-others");
        await SendAsync(visitor, "/events/mos-ru", "a.b.c", null, "application/secevent+jwt");
        await SendAsync(visitor, "/_blazor/negotiate?negotiateVersion=1", "", "http://evil.example");
        await PasskeyAsync();
        for (var number = 0; number <= Limits.LettersOfSession; number++)
            await visitor.PostAsync("/support", ("_handler", "letter"));

        var lines = await LinesAsync(before, ids: [4001, 4002, 4003, 4004, 4005, 4006, 4007, 4009]);
        lines.ShouldContain(session, Case.Insensitive, "one can follow what a session did");
        lines.ShouldContain("network ");
        foreach (var secret in (string[])[person.Login, person.LastName!, person.Sub, person.Email!, "Ne-tot-parol", "evil.example", "child-of-others"])
            lines.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("192.0.2.77", "192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.0/24")]
    [InlineData("2001:db8:77:1:2:3:4:5", "2001:db8:77::/48")]
    [InlineData(null, "none")]
    public void Of_an_address_only_the_network_is_kept(string? address, string network) =>
        SecurityLog.NetworkOf(address is null ? null : IPAddress.Parse(address)).ShouldBe(network);

    // Lines are printed a moment later than they are written.
    private async Task<string> LinesAsync(int before, int[] ids)
    {
        while (true)
        {
            var printed = city.Product.Output[before..].Split('\n');
            var lines = string.Join('\n', printed.Index().Where(line => line.Index > 0 && printed[line.Index - 1].Contains(SecurityLog.Category, StringComparison.Ordinal)).Select(line => printed[line.Index - 1] + line.Item));
            if (ids.All(id => lines.Contains($"{SecurityLog.Category}[{id}]", StringComparison.Ordinal)))
                return lines;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task PasskeyAsync()
    {
        using var stranger = new HttpVisitor(city.Product);
        var token = await stranger.FormTokenAsync();
        var begun = await stranger.PostAsync("/sign-in/quick/options", (Token, token));
        var word = System.Text.Json.JsonDocument.Parse(begun.Text).RootElement.GetProperty("word").GetString()!;
        await stranger.PostAsync("/sign-in/quick/key", (Token, token), ("word", word), ("credential", "{}"));
    }

    private static async Task SendAsync(HttpVisitor visitor, string path, string body, string? origin, string type = "application/x-www-form-urlencoded")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)) };
        request.Content.Headers.ContentType = new(type);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await visitor.SendAsync(request);
    }
}
