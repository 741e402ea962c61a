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
    public async Task Whose_page_came_back_during_the_drain_works_on_until_its_end_and_does_not_delay_it()
    {
        await using var product = await RunningProduct.StartAsync(("Site__Drain", $"{Drain}"));
        using var teacher = new HttpVisitor(product);
        (await teacher.SignInAsync("petrova_anna", "Shkola-2026")).Path.ShouldBe("/activation");
        var watch = Stopwatch.StartNew();
        await product.TellToEndAsync();
        var (socket, status) = await BlazorSocket.OpenAsync(teacher, product, product.Cabinet.GetLeftPart(UriPartial.Authority));
        using (socket)
        {
            status.ShouldBe(HttpStatusCode.SwitchingProtocols);
            (await socket.StartCircuitAsync()).ShouldBeTrue();
            await product.StopAsync();
        }

        watch.Elapsed.ShouldBeGreaterThan(Drain);
        // Requests under way would get half a minute.
        watch.Elapsed.ShouldBeLessThan(Drain + TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task With_the_sandbox_beside_it_nobody_waits_for_its_end()
    {
        await using var product = await RunningProduct.StartAsync();
        var watch = Stopwatch.StartNew();
        await product.StopAsync();
        watch.Elapsed.ShouldBeLessThan(new SiteOptions().Drain);
    }

    private static async Task<(HttpStatusCode Status, bool IsLast)> AskAsync(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
        return (answer.StatusCode, answer.Headers.ConnectionClose == true);
    }
}
