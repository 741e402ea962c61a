using System.Net;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>Pages that are kept for the next stranger are right for everybody else too.</summary>
[Collection(InTrouble.Name)]
public sealed class OpenPagesTests(TroubledCity city)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/help")]
    [InlineData("/help/access")]
    [InlineData("/help/wifi")]
    [InlineData("/help/instruction")]
    public async Task A_stranger_gets_the_page_that_was_made_for_another_stranger(string path)
    {
        using var first = new HttpVisitor(city.Product);
        using var second = new HttpVisitor(city.Product);
        await first.OpenAsync(path);
        using var answer = await second.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

        answer.Headers.Age.ShouldNotBeNull();
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        answer.Headers.GetValues("Content-Security-Policy").ShouldContain(policy => policy.StartsWith("default-src 'self'", StringComparison.Ordinal));
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<!--Blazor");
    }

    [Fact]
    public async Task Who_is_signed_in_neither_gets_a_strangers_page_nor_leaves_theirs_to_a_stranger()
    {
        using var stranger = new HttpVisitor(city.Product);
        await stranger.OpenAsync("/");
        var (_, visitor) = await city.TeacherAtTheDoorAsync();

        (await visitor.OpenAsync("/")).Text.ShouldContain("href=\"/start\"");
        (await stranger.OpenAsync("/")).Text.ShouldContain("href=\"/sign-in/mos-ru\"");
    }

    [Fact]
    public async Task Who_came_for_a_page_is_led_back_to_it_and_nobody_else_is()
    {
        using var stranger = new HttpVisitor(city.Product);
        await stranger.OpenAsync("/");

        (await stranger.OpenAsync("/?returnUrl=%2Fcabinet")).Text.ShouldContain("/sign-in/mos-ru?returnUrl=%2Fcabinet");
        (await stranger.OpenAsync("/")).Text.ShouldNotContain("returnUrl=%2Fcabinet");
    }

    [Theory]
    [InlineData("MESH.SESSION", "/", "href=\"/start\"")]
    [InlineData("Mesh.Session", "/help/access", "action=\"/sign-out\"")]
    [InlineData("mesh.session", "/help", "action=\"/sign-out\"")]
    public async Task Whatever_letters_a_session_comes_in_its_page_is_its_persons_alone(string cookie, string path, string own)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        var session = visitor.Cookies.GetCookies(city.Product.Cabinet)["mesh.session"]!.Value;
        // One spelling a test: nobody else's page is kept under it.
        var spelling = $"x-{Guid.NewGuid():N}";

        (await AskAsync(path, spelling, $"{cookie}={session}")).Text.ShouldContain(own);
        (await AskAsync(path, spelling)).Text.ShouldNotContain(own);
    }

    [Theory]
    [InlineData("mesh.quick")]
    [InlineData("MESH.QUICK")]
    public async Task A_stranger_with_a_cookie_of_ours_changes_nothing_for_others(string cookie)
    {
        var spelling = $"x-{Guid.NewGuid():N}";

        (await AskAsync("/", spelling, $"{cookie}=x")).Text.ShouldContain("href=\"/sign-in/quick\"");
        (await AskAsync("/", spelling)).Text.ShouldNotContain("href=\"/sign-in/quick\"");
    }

    [Theory]
    [InlineData("_ym_uid=1; Ltpatoken2=x; mesh_theme=dark; xmesh.session=1")]
    [InlineData("__Host-portal=1")]
    public async Task Cookies_of_other_sites_of_the_city_cost_no_rendering(string cookies)
    {
        await AskAsync("/help", "identity");
        (await AskAsync("/help", "identity", cookies)).IsKept.ShouldBeTrue();
    }

    [Theory]
    [InlineData("gzip", "GZIP", "gzip;q=0.8, x-made-up", "deflate, gzip")]
    [InlineData("br", "gzip, deflate, br, zstd", "br;q=1.0, x-made-up")]
    [InlineData("", "identity", "x-made-up", "br;q=0", "identity;q=1, *;q=0")]
    public async Task However_a_browser_writes_what_it_can_unpack_there_is_one_page_for_each_way_to_pack(string packing, params string[] spellings)
    {
        var first = await AskAsync("/help", packing);
        foreach (var spelling in spellings)
        {
            var page = await AskAsync("/help", spelling);
            page.IsKept.ShouldBeTrue(spelling);
            (page.Packing, page.Length).ShouldBe((packing, first.Length), spelling);
        }
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost:4711")]
    [InlineData("127.1.2.3")]
    public async Task A_name_that_a_stranger_makes_up_makes_no_page(string host)
    {
        await AskAsync("/help", "identity");
        var page = await AskAsync("/help", "identity", host: host);

        page.IsKept.ShouldBeTrue();
        page.Text.ShouldNotContain(host);
    }

    [Theory]
    [InlineData("mesh.session")]
    [InlineData("MESH.FORM")]
    [InlineData("__Host-mesh.session")]
    [InlineData("__HOST-Mesh.quick")]
    [InlineData("__secure-mesh.ceremony")]
    public void A_cookie_of_ours_is_known_by_any_spelling(string name) => OwnCookies.IsOwn(name).ShouldBeTrue();

    [Fact]
    public async Task What_was_made_for_somebody_or_must_not_be_kept_is_not_kept()
    {
        (await IsKeptAsync(_ => { })).ShouldBeTrue();
        (await IsKeptAsync(http => http.User = new(new System.Security.Claims.ClaimsIdentity("Session")))).ShouldBeFalse();
        (await IsKeptAsync(http => http.Response.Headers.CacheControl = "no-cache, no-store")).ShouldBeFalse();
        (await IsKeptAsync(http => http.Response.Headers.SetCookie = "a=b")).ShouldBeFalse();
        (await IsKeptAsync(http => http.Response.StatusCode = StatusCodes.Status404NotFound)).ShouldBeFalse();
    }

    private static async Task<bool> IsKeptAsync(Action<HttpContext> answer)
    {
        var context = new OutputCacheContext { HttpContext = new DefaultHttpContext(), AllowCacheStorage = true };
        answer(context.HttpContext);
        await ((IOutputCachePolicy)new OpenPages()).ServeResponseAsync(context, default);
        return context.AllowCacheStorage;
    }

    private async Task<KeptPage> AskAsync(string path, string packing, string? cookies = null, string? host = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AutomaticDecompression = DecompressionMethods.None });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(city.Product.Cabinet, path));
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("Accept-Encoding", packing);
        if (cookies is not null)
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
        using var answer = await http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = await answer.Content.ReadAsByteArrayAsync();
        return new KeptPage(answer.Headers.Age is not null, string.Concat(answer.Content.Headers.ContentEncoding), body.Length, System.Text.Encoding.UTF8.GetString(body));
    }

    private sealed record KeptPage(bool IsKept, string Packing, int Length, string Text);
}
