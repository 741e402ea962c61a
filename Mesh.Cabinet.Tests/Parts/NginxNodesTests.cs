using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>Whom the nginx of the documents asks, when one of two nodes does not answer.</summary>
public sealed class NginxNodesTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nginx-");
    private readonly ConcurrentQueue<string> asked = new();
    private readonly List<WebApplication> nodes = [];
    private readonly int[] ports = [RunningProduct.FreePort(), RunningProduct.FreePort()];
    private readonly HttpClient http = new();
    private readonly TaskCompletionSource warm = new();
    private Nginx? nginx;

    public async ValueTask DisposeAsync()
    {
        warm.TrySetResult();
        if (nginx is not null)
            await nginx.DisposeAsync();
        foreach (var node in nodes)
            await node.DisposeAsync();
        http.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_node_that_has_just_started_is_asked_however_slow_when_the_other_one_has_ended()
    {
        var leaving = await StartNodeAsync(0, http => http.Response.WriteAsync("here"));
        await StartNginxAsync();
        // The other one is not there yet, and nginx notices.
        for (var times = 0; times < 4; times++)
            (await AskAsync(HttpMethod.Get, "/")).ShouldBe(HttpStatusCode.OK);

        await StartNodeAsync(1, http => warm.Task.WaitAsync(http.RequestAborted));
        var waiting = new List<Task<HttpStatusCode>>();
        while (!asked.Contains(Name(1)))
        {
            waiting.Add(AskAsync(HttpMethod.Get, "/"));
            await Task.Delay(50);
        }

        await leaving.StopAsync();
        waiting.Add(AskAsync(HttpMethod.Get, "/"));
        await Task.Delay(200);
        warm.SetResult();
        (await Task.WhenAll(waiting)).ShouldAllBe(status => status == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "/sign-in/mos-ru/callback", true)]
    [InlineData("POST", "/activation/password", true)]
    [InlineData("POST", "/support", false)]
    public async Task What_a_node_was_sent_and_did_not_answer_is_sent_to_the_other_one_if_twice_is_as_good_as_once(string method, string path, bool isRepeated)
    {
        for (var index = 0; index < ports.Length; index++)
        {
            await StartNodeAsync(index, http =>
            {
                // The first who is asked dies of it.
                if (asked.Count > 1)
                    return http.Response.WriteAsync("here");
                http.Abort();
                return Task.CompletedTask;
            });
        }

        await StartNginxAsync();
        (await AskAsync(new HttpMethod(method), path)).ShouldBe(isRepeated ? HttpStatusCode.OK : HttpStatusCode.BadGateway);
        asked.Distinct().Count().ShouldBe(isRepeated ? 2 : 1);
    }

    private static string Name(int index) => $"node {index}";

    private async Task StartNginxAsync()
    {
        DebianParts.NeedNginx();
        nginx = await Nginx.StartBeforeAsync(folder.FullName, RunningProduct.FreePort(), ports);
    }

    private async Task<WebApplication> StartNodeAsync(int index, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, ports[index]));
        var node = builder.Build();
        node.Run(http =>
        {
            asked.Enqueue(Name(index));
            return answer(http);
        });
        await node.StartAsync();
        nodes.Add(node);
        return node;
    }

    private async Task<HttpStatusCode> AskAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, $"http://127.0.0.1:{nginx!.Port}{path}");
        if (method == HttpMethod.Post)
            request.Content = new StringContent("form");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
