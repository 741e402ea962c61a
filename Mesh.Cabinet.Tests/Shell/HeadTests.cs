using System.Net;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>Who asks only whether a page is there.</summary>
[Collection(InTrouble.Name)]
public sealed class HeadTests(TroubledCity city)
{
    [Theory(DisplayName = "E53: HEAD is GET without a body, on every page, for strangers and for who is signed in")]
    [InlineData("/")]
    [InlineData("/?returnUrl=%2Fhelp")]
    [InlineData("/help")]
    [InlineData("/help/access")]
    [InlineData("/help/teams")]
    [InlineData("/help/instruction.txt")]
    [InlineData("/support")]
    [InlineData("/access")]
    [InlineData("/start")]
    [InlineData("/activation")]
    [InlineData("/activation/password")]
    [InlineData("/services")]
    [InlineData("/services/journal")]
    [InlineData("/cabinet")]
    [InlineData("/cabinet/account")]
    [InlineData("/cabinet/devices")]
    [InlineData("/sign-in/mos-ru")]
    [InlineData("/sign-in/problem")]
    [InlineData("/sign-in/mos-ru/callback")]
    [InlineData("/sign-out")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/events/mos-ru/keys")]
    [InlineData("/no-such-page")]
    public async Task Head(string path)
    {
        var (_, person) = await city.TeacherAtTheDoorAsync();
        using var stranger = new HttpVisitor(city.Product);
        foreach (var visitor in (HttpVisitor[])[person, stranger])
        {
            using var page = await SendAsync(visitor, HttpMethod.Get, path);
            using var head = await SendAsync(visitor, HttpMethod.Head, path);
            head.StatusCode.ShouldBe(page.StatusCode);
            head.Headers.Location?.GetLeftPart(UriPartial.Path).ShouldBe(page.Headers.Location?.GetLeftPart(UriPartial.Path));
            head.Content.Headers.ContentType.ShouldBe(page.Content.Headers.ContentType);
            (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_kept_page_that_was_first_asked_for_by_head_is_whole_for_the_next()
    {
        using var stranger = new HttpVisitor(city.Product);
        using var head = await SendAsync(stranger, HttpMethod.Head, "/help/access");
        using var page = await SendAsync(stranger, HttpMethod.Get, "/help/access");

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).ShouldContain("</html>");
    }

    // Addresses of the answer that are local are told without a host.
    private static async Task<HttpResponseMessage> SendAsync(HttpVisitor visitor, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        var answer = await visitor.SendAsync(request);
        if (answer.Headers.Location is { IsAbsoluteUri: false } location)
            answer.Headers.Location = new Uri(request.RequestUri!, location);
        return answer;
    }
}
