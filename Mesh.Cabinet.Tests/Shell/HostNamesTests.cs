using System.Net;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>Requests that come by another name than the public one.</summary>
[Collection(InTrouble.Name)]
public sealed class HostNamesTests(TroubledCity city)
{
    [Theory(DisplayName = "R8: whatever is asked at the old entry leads to the landing page")]
    [InlineData("dnevnik.mos.ru", "/")]
    [InlineData("DNEVNIK.mos.ru:443", "/manage/journal?x=1")]
    public async Task The_old_entry_leads_to_the_landing_page(string host, string path)
    {
        using var answer = await AskAsync(host, path);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location.ShouldBe(city.Product.Cabinet);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cabinet")]
    [InlineData("/start")]
    [InlineData("/services/journal")]
    [InlineData("/sign-in/mos-ru")]
    [InlineData("/sign-in/mos-ru/callback?code=x&state=y")]
    [InlineData("/no-such-page")]
    [InlineData("/support")]
    public async Task A_name_that_is_not_ours_is_never_repeated(string path)
    {
        foreach (var host in (string[])["evil.example", "dnevnik.mos.ru.evil.example", "evil.example:5080"])
        {
            using var answer = await AskAsync(host, path);

            ((int)answer.StatusCode).ShouldBeLessThan(500);
            answer.Headers.ToString().ShouldNotContain("evil.example");
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("evil.example");
        }
    }

    [Fact]
    public async Task A_balancer_may_ask_for_health_by_any_name()
    {
        using var answer = await AskAsync("10.0.0.7:8080", "/health/ready");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpResponseMessage> AskAsync(string host, string path)
    {
        using var visitor = new HttpVisitor(city.Product);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        return await visitor.SendAsync(request);
    }
}
