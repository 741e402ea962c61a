using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Bench.Clients;

/// <summary>A client of Blazor's circuit protocol: loads the page, attaches its components, answers what the server asks, clicks.</summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A section is whole when nothing more has come for as long.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(200);
    private readonly HubConnection hub;
    private readonly TaskCompletionSource clickable = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource rendered = new();
    private ulong handler;
    private long receiver;
    private long shownAt;
    private int calls;

    private Circuit(HubConnection hub) => this.hub = hub;

    /// <summary>Opens the page's circuit and waits until something on it can be clicked.</summary>
    public static async Task<Circuit> OpenAsync(HttpClient http, Uri page, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Accept.ParseAdd("text/html");
        var site = page.GetLeftPart(UriPartial.Authority);
        var builder = new HubConnectionBuilder().WithUrl(site + "/_blazor", connection =>
        {
            connection.Transports = HttpTransportType.WebSockets;
            connection.Headers["Origin"] = site;
            if (cookie is not null)
                connection.Headers["Cookie"] = cookie;
        });
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        using var answer = await http.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        var markers = Marker().Matches(html).Select(match => match.Groups["json"].Value).Where(json => json.Contains("\"type\":\"server\"", StringComparison.Ordinal)).ToList();
        if (markers.Count == 0)
            throw new InvalidOperationException($"{page} has no interactive component but answers {answer.StatusCode}.");

        builder.Services.AddSingleton<IHubProtocol>(new BlazorPack());
        var circuit = new Circuit(builder.Build());
        circuit.Listen();
        await circuit.hub.StartAsync();
        var state = State().Match(html).Groups["state"].Value;
        if (await circuit.hub.InvokeAsync<string?>("StartCircuit", site + "/", page.ToString(), "[]", state) is null)
            throw new InvalidOperationException("The server refuses a circuit.");
        var added = markers.Select((marker, index) => $$"""{"type":"add","ssrComponentId":{{index + 1}},"marker":{{marker}}}""");
        await circuit.hub.SendAsync("UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', added)}}]}""", state);
        await circuit.clickable.Task.WaitAsync(Patience);
        return circuit;
    }

    /// <summary>Clicks the first thing that can be clicked.</summary>
    /// <returns>Milliseconds from the click to the batch that shows what it did.</returns>
    public async Task<double> ClickAsync()
    {
        rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var arguments = $$"""[{"eventHandlerId":{{handler}},"eventName":"click","eventFieldInfo":null},{"type":"click","detail":1}]""";
        var start = Stopwatch.GetTimestamp();
        await hub.SendAsync("BeginInvokeDotNetFromJS", $"{++calls}", null, "DispatchEventAsync", receiver, arguments);
        await rendered.Task.WaitAsync(Patience);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Goes to another section of the same app, as a tap on its menu does.</summary>
    /// <returns>Milliseconds until the first batch that shows something of it, and until the last.</returns>
    public async Task<(double First, double Last)> GoAsync(Uri page)
    {
        rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = Stopwatch.GetTimestamp();
        await hub.SendAsync("OnLocationChanged", page.ToString(), null, true);
        await rendered.Task.WaitAsync(Patience);
        var first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        while (Stopwatch.GetElapsedTime(Volatile.Read(ref shownAt)) < Quiet)
            await Task.Delay(Quiet / 4);
        return (first, Stopwatch.GetElapsedTime(start, Volatile.Read(ref shownAt)).TotalMilliseconds);
    }

    /// <summary>Pauses as a tab does that nobody looks at: what there is to keep is handed to the page, and the connection ends.</summary>
    public async Task PauseAsync()
    {
        if (!await hub.InvokeAsync<bool>("PauseCircuit"))
            throw new InvalidOperationException("The server pauses no circuit.");
        await hub.DisposeAsync();
    }

    /// <summary>Cuts the connection, as a phone does that leaves the network: no word of farewell reaches the server.</summary>
    public ValueTask DisposeAsync() => hub.DisposeAsync();

    private void Listen()
    {
        hub.On<int, string>("JS.AttachComponent", (_, _) => { });
        hub.On<long, byte[]>("JS.RenderBatch", (id, batch) =>
        {
            handler = RenderBatch.Handler(batch, "onclick") ?? handler;
            Volatile.Write(ref shownAt, Stopwatch.GetTimestamp());
            rendered.TrySetResult();
            if (handler > 0 && receiver > 0)
                clickable.TrySetResult();
            _ = hub.SendAsync("OnRenderCompleted", id, null);
        });
        hub.On<long, string, string, int, long, int>("JS.BeginInvokeJS", (call, name, arguments, resultType, _, _) =>
        {
            if (name.EndsWith("attachWebRendererInterop", StringComparison.Ordinal))
                receiver = (long)JsonNode.Parse(arguments)![1]!["__dotNetObject"]!;
            // A result of type 1 is an object of JavaScript, by a number.
            if (call != 0)
                _ = hub.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,{(resultType == 1 ? """{"__jsObjectId":7}""" : "null")}]");
        });
        hub.On<string, bool, string>("JS.EndInvokeDotNet", (_, _, _) => { });
        hub.On("JS.SavePersistedState", (string _, string _, string _) => true);
        hub.On<long>("JS.EndUpdateRootComponents", _ => { });
        hub.On<string>("JS.Error", error => clickable.TrySetException(new InvalidOperationException(error)));
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{.*?\\})-->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex State();
}
