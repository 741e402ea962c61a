using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>What every answer carries so that a browser keeps it to itself.</summary>
[Collection(InTrouble.Name)]
public sealed class AnswerHeadersTests(TroubledCity city)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/help")]
    [InlineData("/support")]
    [InlineData("/cabinet")]
    [InlineData("/activation")]
    [InlineData("/no-such-page")]
    [InlineData("/sign-in/problem")]
    [InlineData("/_blazor")]
    public async Task Every_answer_is_bound_to_this_site(string path)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        using var answer = await GetAsync(visitor, path);

        var policy = Header(answer, "Content-Security-Policy");
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("base-uri 'self'");
        policy.ShouldContain("object-src 'none'");
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Referrer-Policy").ShouldBe("same-origin");
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/cabinet")]
    [InlineData("/cabinet/account")]
    [InlineData("/activation")]
    [InlineData("/access")]
    [InlineData("/services")]
    [InlineData("/start")]
    [InlineData("/support")]
    [InlineData("/")]
    public async Task What_is_shown_to_somebody_signed_in_is_kept_nowhere(string path)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        using var answer = await GetAsync(visitor, path);

        Header(answer, "Cache-Control").ShouldContain("no-store");
    }

    [Fact]
    public async Task Files_with_a_fingerprint_are_kept_for_good_also_by_somebody_signed_in()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        var page = (await visitor.OpenAsync("/")).Text;
        var start = page.IndexOf("app.", StringComparison.Ordinal);
        using var answer = await GetAsync(visitor, "/" + page[start..page.IndexOf('"', start)]);

        Header(answer, "Content-Type").ShouldStartWith("text/css");
        Header(answer, "Cache-Control").ShouldNotContain("no-store");
    }

    [Fact]
    public async Task No_cookie_is_open_to_scripts_or_to_other_sites()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        using var stranger = new HttpVisitor(city.Product);
        string[] set =
        [
            .. await CookiesAsync(stranger, "/sign-in/mos-ru"), .. await CookiesAsync(stranger, "/support"), .. await CookiesAsync(visitor, "/activation"),
            .. visitor.SetCookies.Where(cookie => cookie.StartsWith("mesh.", StringComparison.Ordinal)),
        ];

        set.ShouldContain(cookie => cookie.StartsWith("mesh.session=", StringComparison.Ordinal));
        set.ShouldAllBe(cookie => cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase));
        set.ShouldAllBe(cookie => cookie.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase) || cookie.Contains("samesite=strict", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<IEnumerable<string>> CookiesAsync(HttpVisitor visitor, string path)
    {
        using var answer = await GetAsync(visitor, path);
        return answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];
    }

    private static Task<HttpResponseMessage> GetAsync(HttpVisitor visitor, string path) => visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(", ", answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key == name).SelectMany(header => header.Value));
}
