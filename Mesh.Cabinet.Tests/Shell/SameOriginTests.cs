using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Http;

namespace Mesh.Cabinet.Tests.Shell;

public sealed class SameOriginTests
{
    [Theory]
    [InlineData("https://school.mos.ru", true)]
    [InlineData("http://node-1:8080", true, "the address the request came to")]
    [InlineData("HTTPS://SCHOOL.MOS.RU:443", true)]
    [InlineData("http://school.mos.ru", false)]
    [InlineData("https://school.mos.ru:8443", false)]
    [InlineData("https://school.mos.ru.evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public void Only_a_page_of_this_site_is_of_this_site(string origin, bool expected, string why = "")
    {
        var http = new DefaultHttpContext { Request = { Scheme = "http", Host = new HostString("node-1:8080") } };
        http.Request.Headers.Origin = origin;
        SameOrigin.Is(http.Request, new SiteOptions { PublicAddress = "https://school.mos.ru" }).ShouldBe(expected, why);
    }
}
