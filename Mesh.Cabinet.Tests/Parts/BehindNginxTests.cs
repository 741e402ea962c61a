using System.Net;
using Mesh.Cabinet.Tests.Browser;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>The whole way in and out in Production, by https and a public name, through the nginx that the documents recommend.</summary>
[Collection(BehindTls.Name)]
public sealed class BehindNginxTests(PublishedSite site)
{
    private const string Password = "Shkola-2026";

    [Fact(DisplayName = "R15, R20, R24: behind https a teacher signs in, activates the account and signs out")]
    public async Task A_teacher_gets_in_and_out()
    {
        DebianParts.NeedNginx();
        using var teacher = site.Visitor();
        (await teacher.SignInAsync("petrova_anna", Password)).Path.ShouldBe("/activation");
        // As it is registered at the provider, to the letter.
        teacher.Visited.ShouldContain(address => address.Query.Contains($"redirect_uri=https%3A%2F%2F{PublishedSite.Name}%2Fsign-in%2Fmos-ru%2Fcallback&", StringComparison.Ordinal));

        (await teacher.ActivateAsync(Password)).Text.ShouldContain("Аккаунт МЭШ готов");
        (await teacher.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");

        var left = await teacher.PostAsync("/sign-out");
        left.Address.ShouldBe(new Uri($"https://{PublishedSite.Name}/"));
        teacher.Visited.ShouldContain(address => address.Query.Contains($"post_logout_redirect_uri=https%3A%2F%2F{PublishedSite.Name}%2Fsign-out%2Fmos-ru%2Fcallback", StringComparison.Ordinal));
        (await teacher.OpenAsync("/cabinet")).Path.ShouldBe("/");

        string[] ours = [.. teacher.SetCookies.Where(cookie => cookie.Contains("mesh.", StringComparison.Ordinal))];
        ours.ShouldContain(cookie => cookie.StartsWith("__Host-mesh.session=", StringComparison.Ordinal));
        ours.ShouldAllBe(cookie => cookie.StartsWith("__Host-", StringComparison.Ordinal) || cookie.StartsWith("__Secure-", StringComparison.Ordinal));
        ours.ShouldAllBe(cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        teacher.Visited.Where(address => address.Host == PublishedSite.Name).ShouldAllBe(address => address.Scheme == Uri.UriSchemeHttps);
    }

    [Fact(DisplayName = "R15, R20, R24, R26: in a browser the interactive steps come through too, over a WebSocket by TLS")]
    public async Task A_browser_keeps_the_cookies_and_opens_the_circuit()
    {
        DebianParts.NeedNginx();
        DebianParts.NeedChromium();
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = DebianParts.Chromium,
            Args = [.. JourneyFixture.ChromiumArguments, $"--host-resolver-rules=MAP {PublishedSite.Name}:443 127.0.0.1:{site.Ports.Tls}"],
        });
        var options = Browser.Visitor.Options(Screen.Phone);
        // It does not know the test's authority; the other test does.
        options.IgnoreHTTPSErrors = true;
        var context = await chromium.NewContextAsync(options);
        await using var teacher = new Visitor(await context.NewPageAsync(), site.Product, hasMouse: true);
        var sockets = new List<string>();
        teacher.Page.WebSocket += (_, socket) => sockets.Add(socket.Url);

        await teacher.SignInAsync("ivanov.igor", "Zhurnal-2026");
        await teacher.ActivateAsync("Zhurnal-2026", isLoginChanged: true);
        await teacher.SeesAsync("ivanov_i_i");
        var cookies = (await context.CookiesAsync()).Where(cookie => cookie.Domain == PublishedSite.Name).ToList();
        await teacher.SignOutAsync();

        sockets.ShouldNotBeEmpty();
        sockets.ShouldAllBe(address => address.StartsWith($"wss://{PublishedSite.Name}/_blazor", StringComparison.Ordinal));
        cookies.Select(cookie => cookie.Name).ShouldContain("__Host-mesh.session");
        cookies.ShouldAllBe(cookie => cookie.Secure && cookie.HttpOnly && cookie.Name.StartsWith("__", StringComparison.Ordinal));
        teacher.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_page_binds_the_browser_to_https_and_plain_http_leads_there()
    {
        DebianParts.NeedNginx();
        using var http = new HttpClient(site.Network());
        using var page = await http.GetAsync(new Uri($"https://{PublishedSite.Name}/help"));
        using var plain = await http.GetAsync(new Uri($"http://{PublishedSite.Name}/help?x=1"));

        page.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000"]);
        (plain.StatusCode, plain.Headers.Location).ShouldBe((HttpStatusCode.MovedPermanently, new Uri($"https://{PublishedSite.Name}/help?x=1")));
    }

    [Fact]
    public async Task The_cookie_of_a_quick_entry_is_for_its_own_pages()
    {
        DebianParts.NeedNginx();
        using var stranger = site.Visitor();
        await stranger.PostAsync("/sign-in/quick/options", ("__RequestVerificationToken", await stranger.FormTokenAsync()));

        var cookie = stranger.SetCookies.Single(cookie => cookie.Contains("mesh.ceremony", StringComparison.Ordinal));
        cookie.ShouldStartWith("__Secure-mesh.ceremony=");
        cookie.ShouldContain("; path=/sign-in/quick; secure; samesite=strict; httponly");
    }

    [Fact]
    public async Task A_page_with_a_secret_in_it_is_not_packed_on_the_way()
    {
        DebianParts.NeedNginx();
        using var http = new HttpClient(site.Network());
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        using var open = await http.GetAsync(new Uri($"https://{PublishedSite.Name}/help"));
        using var form = await http.GetAsync(new Uri($"https://{PublishedSite.Name}/support"));

        open.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        form.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }
}
