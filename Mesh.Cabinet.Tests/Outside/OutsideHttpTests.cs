using System.Diagnostics;
using System.Net;
using Mesh.Cabinet.Outside;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Mesh.Cabinet.Tests.Outside;

public sealed class OutsideHttpTests
{
    [Fact]
    public async Task No_other_system_is_told_of_our_traces_or_of_what_somebody_put_into_their_baggage()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var site = builder.Build();
        var told = new List<string>();
        site.MapGet("/", (HttpRequest request) => told.AddRange(request.Headers.Keys));
        await site.StartAsync(TestContext.Current.CancellationToken);

        using var trace = new Activity("request").AddBaggage("login", "ivanov").Start();
        using var http = OutsideHttp.NewClient(OutsideHttp.NewHandler());
        (await http.GetAsync(new Uri(site.Urls.Single()), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);

        told.ShouldContain("Host");
        told.Intersect(["traceparent", "tracestate", "baggage", "Correlation-Context", "Request-Id"], StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
    }
}
