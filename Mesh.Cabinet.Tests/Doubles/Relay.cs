using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>Passes connections on, byte by byte, and breaks or holds them where a test asks for it.</summary>
internal sealed class Relay : IDisposable
{
    private const int Never = -1;

    private readonly TcpListener listener;
    private readonly Func<int, IPEndPoint> target;
    private readonly ConcurrentBag<TcpClient> open = [];
    private TaskCompletionSource speaks = new();
    private readonly int[] left = [Never, Never];

    /// <param name="target">Where each connection, counted from one, is passed on to.</param>
    public Relay(IPAddress address, Func<int, IPEndPoint> target)
    {
        this.target = target;
        speaks.SetResult();
        listener = new TcpListener(address, 0);
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Breaks all connections that are open now.</summary>
    public void Cut()
    {
        while (open.TryTake(out var client))
            client.Dispose();
    }

    /// <summary>Passes the next request on and breaks its connection instead of bringing the answer.</summary>
    public void LoseAnswer() => Lose(isAnswer: true, after: 0);

    /// <summary>Breaks a connection instead of passing on a request or an answer, after so many that are let through.</summary>
    public void Lose(bool isAnswer, int after) => Volatile.Write(ref left[Side(isAnswer)], after);

    /// <summary>Whether that has happened.</summary>
    public bool HasLost(bool isAnswer) => Volatile.Read(ref left[Side(isAnswer)]) == Never;

    /// <summary>Holds back all answers until the result is disposed.</summary>
    public IDisposable Silence()
    {
        speaks = new TaskCompletionSource();
        return new Ended(speaks.SetResult);
    }

    public void Dispose()
    {
        listener.Stop();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (var number = 1; ; number++)
            {
                var client = await listener.AcceptTcpClientAsync();
                var server = new TcpClient();
                await server.ConnectAsync(target(number));
                open.Add(client);
                open.Add(server);
                _ = PumpAsync(client, server, isAnswer: false);
                _ = PumpAsync(server, client, isAnswer: true);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, bool isAnswer)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var count)
            {
                if (isAnswer)
                    await speaks.Task;
                if (IsToBeLost(isAnswer))
                    break;
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or InvalidOperationException)
        {
        }

        from.Dispose();
        to.Dispose();
    }

    private bool IsToBeLost(bool isAnswer)
    {
        lock (left)
            return left[Side(isAnswer)] != Never && left[Side(isAnswer)]-- == 0;
    }

    private static int Side(bool isAnswer) => isAnswer ? 1 : 0;

    private sealed class Ended(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
