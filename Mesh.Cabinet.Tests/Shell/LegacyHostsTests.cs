using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Shell;

public sealed class LegacyHostsTests
{
    [Theory(DisplayName = "R8: the old entry leads to the landing page, whatever page of it was asked for")]
    [InlineData("dnevnik.mos.ru", "https://school.mos.ru")]
    [InlineData("DNEVNIK.MOS.RU:443", "https://school.mos.ru/")]
    public async Task Old(string host, string publicAddress)
    {
        var (http, wasPassedOn) = await AskAsync(host, publicAddress);
        http.Response.StatusCode.ShouldBe(StatusCodes.Status302Found);
        http.Response.Headers.Location.ToString().ShouldBe("https://school.mos.ru/");
        wasPassedOn.ShouldBeFalse();
    }

    [Theory]
    [InlineData("school.mos.ru")]
    [InlineData("www.dnevnik.mos.ru")]
    [InlineData("dnevnik.mos.ru.evil.example")]
    public async Task Any_other_host_goes_on(string host)
    {
        var (http, wasPassedOn) = await AskAsync(host, "https://school.mos.ru");
        wasPassedOn.ShouldBeTrue();
        http.Response.Headers.Location.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("school.mos.ru")]
    [InlineData("school.mos.ru:443")]
    [InlineData("evil.example")]
    [InlineData("localhost:5080")]
    public async Task Whoever_is_asked_by_any_name_writes_the_public_one_as_the_provider_knows_it(string host)
    {
        var (http, _) = await AskAsync(host, "https://school.mos.ru");
        http.Request.Host.ToUriComponent().ShouldBe("school.mos.ru");
    }

    [Fact]
    public async Task A_port_of_its_own_stays()
    {
        var (http, _) = await AskAsync("evil.example", "https://school.mos.ru:8443");
        http.Request.Host.ToUriComponent().ShouldBe("school.mos.ru:8443");
    }

    private static async Task<(HttpContext Http, bool WasPassedOn)> AskAsync(string host, string publicAddress)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("LegacyHosts:0", "dnevnik.mos.ru")]).Build();
        var wasPassedOn = false;
        var hosts = new LegacyHosts(_ =>
        {
            wasPassedOn = true;
            return Task.CompletedTask;
        }, configuration, Options.Create(new SiteOptions { PublicAddress = publicAddress }));
        var http = new DefaultHttpContext { Request = { Host = new HostString(host), Path = "/teacher" } };
        await hosts.InvokeAsync(http);
        return (http, wasPassedOn);
    }
}
