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
    public async Task<bool> StartCircuitAsync() => await BeginCircuitAsync() is not null;

    /// <returns>The circuit's secret; null if there is none.</returns>
    public async Task<string?> BeginCircuitAsync()
    {
        await ShakeHandsAsync();
        // Base address, address, no components, no state.
        return await InvokeAsync("StartCircuit", site.ToString(), site.ToString(), "[]", "") is [>= 0xa0 and not (0xc0 or 0xc2 or 0xc3), ..] text ? Unpacked(text) : null;
    }

    /// <returns>Whether the server let us come back to a circuit.</returns>
    public async Task<bool> ConnectCircuitAsync(string secret)
    {
        await ShakeHandsAsync();
        return await InvokeAsync("ConnectCircuit", secret) is [0xc3, ..];
    }

    /// <returns>Whether the server let us take up a circuit that was put by.</returns>
    public async Task<bool> ResumeCircuitAsync(string secret)
    {
        await ShakeHandsAsync();
        return await InvokeAsync("ResumeCircuit", secret, site.ToString(), site.ToString(), "[]", "") is [not 0xc0, ..];
    }

    /// <summary>Whether the server still holds the connection, after so long.</summary>
    public async Task<bool> StandsAsync(TimeSpan after)
    {
        using var waiting = new CancellationTokenSource(after);
        try
        {
            while (true)
            {
                var received = await socket.ReceiveAsync(new byte[16 * 1024], waiting.Token);
                if (received.MessageType is WebSocketMessageType.Close)
                    return false;
            }
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task ShakeHandsAsync()
    {
        await SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"));
        await ReceiveAsync();
    }

    /// <returns>The packed result; empty if there is none.</returns>
    private async Task<byte[]> InvokeAsync(string method, params string[] arguments)
    {
        // [type 1, no headers, id "0", target, arguments, no streams]
        byte[] message = [0x96, 0x01, 0x80, .. Packed("0"), .. Packed(method), (byte)(0x90 | arguments.Length), .. arguments.SelectMany(Packed), 0x90];
        await SendAsync([.. Length(message.Length), .. message]);
        while (true)
        {
            var answer = await ReceiveAsync();
            if (answer.Length == 0)
                return [];

            // A completion [type 3, no headers, id "0", kind 3 = with a result, the result].
            if (answer.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x03, 0x80, 0xa1, (byte)'0']) is var place and >= 0)
                return answer[place + 4] == 3 ? answer[(place + 5)..] : [];
        }
    }

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

    // Seven bits at a time, the lowest first.
    private static IEnumerable<byte> Length(int length)
    {
        for (; length >= 0x80; length >>= 7)
            yield return (byte)(length | 0x80);
        yield return (byte)length;
    }

    private static byte[] Packed(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length switch
        {
            < 32 => [(byte)(0xa0 | bytes.Length), .. bytes],
            < 256 => [0xd9, (byte)bytes.Length, .. bytes],
            _ => [0xda, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes],
        };
    }

    private static string Unpacked(byte[] packed) => packed[0] switch
    {
        0xd9 => Encoding.UTF8.GetString(packed.AsSpan(2, packed[1])),
        0xda => Encoding.UTF8.GetString(packed.AsSpan(3, (packed[1] << 8) | packed[2])),
        var length => Encoding.UTF8.GetString(packed.AsSpan(1, length & 0x1f)),
    };
}
