using System.Net;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>A site whose public address is https, asked by way of a proxy in the network that the settings name, and past it.</summary>
public sealed class HttpsTests(HttpsTests.Site site) : IClassFixture<HttpsTests.Site>
{
    private const string Public = "https://school.example";

    [Theory]
    [InlineData("/support")]
    [InlineData("/sign-in/mos-ru")]
    [InlineData("/sign-in/quick")]
    public async Task By_https_no_cookie_is_for_anything_else(string path)
    {
        using var answer = await site.AskAsync(path, byHttps: true);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();

        cookies.ShouldAllBe(cookie => cookie.StartsWith("__Host-mesh.", StringComparison.Ordinal) || cookie.StartsWith("__Secure-mesh.", StringComparison.Ordinal));
        cookies.ShouldAllBe(cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        cookies.Where(cookie => cookie.StartsWith("__Host-", StringComparison.Ordinal)).ShouldAllBe(cookie => cookie.Contains("; path=/;", StringComparison.OrdinalIgnoreCase));
        answer.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000"]);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/cabinet?x=1")]
    [InlineData("GET", "//evil.example")]
    [InlineData("GET", "/sign-in/mos-ru")]
    [InlineData("POST", "/sign-out")]
    [InlineData("POST", "/events/mos-ru")]
    public async Task Whoever_comes_by_plain_http_is_led_to_the_public_address(string method, string path)
    {
        foreach (var host in (string[])["school.example", "localhost:4711", "evil.example"])
        {
            using var answer = await site.AskAsync(path, byHttps: false, new HttpMethod(method), host);

            answer.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
            answer.Headers.Location!.OriginalString.ShouldBe(Public + path);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
            // It means nothing there (RFC 6797, 7.2).
            answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_balancer_asks_for_health_past_the_proxy(string path)
    {
        using var answer = await site.AskAsync(path, byHttps: false, host: "10.0.0.7:8080");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_provider_is_given_the_address_it_knows()
    {
        using var answer = await site.AskAsync("/sign-in/mos-ru", byHttps: true);

        answer.Headers.Location!.Query.ShouldContain("redirect_uri=https%3A%2F%2Fschool.example%2Fsign-in%2Fmos-ru%2Fcallback&");
    }

    [Fact]
    public async Task A_door_that_is_shut_is_nowhere_to_be_seen()
    {
        using var page = await site.AskAsync("/", byHttps: true);
        (await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("/sign-in/gosuslugi");
        page.Headers.GetValues("Content-Security-Policy").ShouldAllBe(policy => !policy.Contains("esia", StringComparison.Ordinal) && !policy.Contains("  ", StringComparison.Ordinal));
        foreach (var path in (string[])["/sign-in/gosuslugi", "/sign-in/gosuslugi/callback"])
        {
            using var answer = await site.AskAsync(path, byHttps: true);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    /// <summary>The product as such a proxy sees it: by http, with a header for what people came by.</summary>
    public sealed class Site : IAsyncLifetime
    {
        private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        private RunningProduct product = null!;

        public async ValueTask InitializeAsync() =>
            product = await RunningProduct.StartAsync(("Site__PublicAddress", Public), ("Site__TrustedProxies__0", "127.0.0.0/8"), ("Site__TrustedProxies__1", "::1"),
                // Of a door that is shut nothing is wanted.
                ("Gosuslugi__Enabled", "false"), ("Gosuslugi__Authority", ""), ("Gosuslugi__ClientSecret", ""));

        public async Task<HttpResponseMessage> AskAsync(string path, bool byHttps, HttpMethod? method = null, string? host = null)
        {
            using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(product.Cabinet.GetLeftPart(UriPartial.Authority) + path));
            request.Headers.Host = host;
            if (byHttps)
                request.Headers.Add("X-Forwarded-Proto", "https");
            return await http.SendAsync(request);
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await product.DisposeAsync();
        }
    }
}
