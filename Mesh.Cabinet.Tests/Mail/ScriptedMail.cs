using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mesh.Cabinet.Mail;
using MimeKit;

namespace Mesh.Cabinet.Tests.Mail;

/// <summary>What a mail server is asked, in the order of a letter (RFC 5321 §3.3).</summary>
public enum MailStep { Greeting, Hello, From, To, Data, Body, Quit }

/// <summary>A letter that the server has been given whole.</summary>
internal sealed record GivenLetter(string Id, bool IsMarked, string Subject);

/// <summary>A mail server that answers each step as a test says: with a reply, not at all, or by closing the connection.</summary>
internal sealed class ScriptedMail : IAsyncDisposable
{
    /// <summary>Closes instead of answering.</summary>
    public const string Close = "close";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<GivenLetter> taken = new();
    private readonly Task serving;

    public ScriptedMail()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What is answered; null for what a server that is well answers.</summary>
    public Func<MailStep, Task<string?>> Answer { get; set; } = _ => Task.FromResult<string?>(null);

    /// <summary>Letters that the server has taken, whether or not it could say so.</summary>
    public IReadOnlyCollection<GivenLetter> Taken => taken;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving.ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stop.Token);
            _ = TalkAsync(client).ContinueWith(_ => client.Dispose(), TaskScheduler.Default);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        if (!await SayAsync(stream, MailStep.Greeting, "220 scripted"))
            return;
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var (step, well) = line.Split(' ', ':')[0].ToUpperInvariant() switch
            {
                "EHLO" or "HELO" => (MailStep.Hello, "250 scripted"),
                "MAIL" => (MailStep.From, "250 ok"),
                "RCPT" => (MailStep.To, "250 ok"),
                "DATA" => (MailStep.Data, "354 go on"),
                _ => (MailStep.Quit, "221 bye"),
            };
            if (!await SayAsync(stream, step, well) || step is MailStep.Quit)
                return;
            if (step is MailStep.Data && !await TakeAsync(reader, stream))
                return;
        }
    }

    private async Task<bool> TakeAsync(StreamReader reader, NetworkStream stream)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
            text.AppendLine(line);
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        var message = await MimeMessage.LoadAsync(bytes, stop.Token);
        var letter = new GivenLetter(message.MessageId ?? "", message.Headers.Contains(MailTransport.RepeatedHeader), message.Subject ?? "");
        return await SayAsync(stream, MailStep.Body, "250 taken", () => taken.Enqueue(letter));
    }

    /// <param name="take">What happens unless the server refuses.</param>
    private async Task<bool> SayAsync(NetworkStream stream, MailStep step, string well, Action? take = null)
    {
        var answer = await Answer(step) ?? well;
        if (answer == Close || answer[0] is '2')
            take?.Invoke();
        if (answer == Close)
            return false;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), stop.Token);
        return true;
    }
}
