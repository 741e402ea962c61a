using System.Diagnostics;
using System.Net;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>A running product is told to end.</summary>
public sealed class DrainingTests
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task For_its_drain_it_says_that_it_is_not_ready_and_answers_each_for_the_last_time_on_its_connection()
    {
        await using var product = await RunningProduct.StartAsync(("Site__Drain", $"{Drain}"));
        using var http = new HttpClient { BaseAddress = product.Cabinet };
        (await AskAsync(http, "/health/ready")).ShouldBe((HttpStatusCode.OK, false));

        var watch = Stopwatch.StartNew();
        await product.TellToEndAsync();
        while ((await AskAsync(http, "/health/ready")).Status is HttpStatusCode.OK)
            watch.Elapsed.ShouldBeLessThan(Drain);
        (await AskAsync(http, "/health/ready")).ShouldBe((HttpStatusCode.ServiceUnavailable, true));
        (await AskAsync(http, "/health/live")).ShouldBe((HttpStatusCode.OK, true));
        (await AskAsync(http, "/")).ShouldBe((HttpStatusCode.OK, true));

        await product.StopAsync();
        watch.Elapsed.ShouldBeGreaterThan(Drain);
    }

    [Fact]
    public async Task No_page_begins_to_live_on_a_node_that_ends_so_that_a_proxy_asks_another_one()
    {
        await using var product = await RunningProduct.StartAsync(("Site__Drain", $"{Drain}"));
        using var teacher = new HttpVisitor(product);
        (await teacher.SignInAsync("petrova_anna", "Shkola-2026")).Path.ShouldBe("/activation");
        var (before, standing) = await OpenAsync(teacher, product);
        using (before)
        {
            standing.ShouldBe(HttpStatusCode.SwitchingProtocols);
            (await before.StartCircuitAsync()).ShouldBeTrue();
            var watch = Stopwatch.StartNew();
            await product.TellToEndAsync();
            // A page that does not answer is let go by the node.
            (await before.StandsAsync(Drain)).ShouldBeFalse();
            watch.Elapsed.ShouldBeLessThan(Drain);
            var (after, status) = await OpenAsync(teacher, product);
            using (after)
                status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await teacher.OpenAsync("/activation")).Status.ShouldBe(HttpStatusCode.OK);
            await product.StopAsync();
            watch.Elapsed.ShouldBeGreaterThan(Drain);
            // Requests under way would get half a minute.
            watch.Elapsed.ShouldBeLessThan(Drain + TimeSpan.FromSeconds(15));
        }
    }

    [Fact]
    public async Task With_the_sandbox_beside_it_nobody_waits_for_its_end()
    {
        await using var product = await RunningProduct.StartAsync();
        var watch = Stopwatch.StartNew();
        await product.StopAsync();
        watch.Elapsed.ShouldBeLessThan(new SiteOptions().Drain);
    }

    private static Task<(BlazorSocket Socket, HttpStatusCode Status)> OpenAsync(HttpVisitor visitor, RunningProduct product) =>
        BlazorSocket.OpenAsync(visitor, product, product.Cabinet.GetLeftPart(UriPartial.Authority));

    private static async Task<(HttpStatusCode Status, bool IsLast)> AskAsync(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
        return (answer.StatusCode, answer.Headers.ConnectionClose == true);
    }
}
