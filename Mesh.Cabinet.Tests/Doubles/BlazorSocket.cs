using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>
/// As much of Blazor's client as it takes to open a circuit: a WebSocket, SignalR's handshake, and one message of its
/// MessagePack form («blazorpack»).
/// </summary>
internal sealed class BlazorSocket : IDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly Uri site;

    private BlazorSocket(HttpVisitor visitor, RunningProduct product, string? origin)
    {
        site = product.Cabinet;
        socket.Options.Cookies = visitor.Cookies;
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
    }

    /// <summary>A socket and the status of its upgrade; 101 for one that stands.</summary>
    public static async Task<(BlazorSocket Socket, HttpStatusCode Status)> OpenAsync(HttpVisitor visitor, RunningProduct product, string? origin)
    {
        var opened = new BlazorSocket(visitor, product, origin);
        try
        {
            await opened.socket.ConnectAsync(new UriBuilder(product.Cabinet) { Scheme = "ws", Path = "/_blazor" }.Uri, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return (opened, opened.socket.HttpStatusCode);
    }

    /// <returns>Whether the server answered with a circuit.</returns>
    public async Task<bool> StartCircuitAsync()
    {
        await SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"));
        await ReceiveAsync();

        // [type 1, no headers, id "0", target, [base address, address, no components, no state], no streams]
        byte[] message = [0x96, 0x01, 0x80, .. Packed("0"), .. Packed("StartCircuit"), 0x94, .. Packed(site.ToString()), .. Packed(site.ToString()), .. Packed("[]"), .. Packed(""), 0x90];
        await SendAsync([(byte)message.Length, .. message]);
        while (true)
        {
            var answer = await ReceiveAsync();
            if (answer.Length == 0)
                return false;

            // A completion [type 3, no headers, id "0", kind 3 = with a result, a string] carries the circuit's secret.
            if (answer.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x03, 0x80, 0xa1, (byte)'0']) is var place and >= 0)
                return answer[place + 4] == 3 && answer[place + 5] != 0xc0;
        }
    }

    public void Dispose() => socket.Dispose();

    private Task SendAsync(byte[] message) => socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    private async Task<byte[]> ReceiveAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
            return received.MessageType is WebSocketMessageType.Close ? [] : buffer[..received.Count];
        }
        catch (WebSocketException)
        {
            return [];
        }
    }

    private static byte[] Packed(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length < 32 ? [(byte)(0xa0 | bytes.Length), .. bytes] : [0xd9, (byte)bytes.Length, .. bytes];
    }
}
