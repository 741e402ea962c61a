using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using MimeKit;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Mesh.Cabinet.Sandbox.Mail;

/// <summary>A letter that reached somebody in the city.</summary>
public sealed record ReceivedLetter(string To, string Subject, string Text, DateTimeOffset At);

/// <summary>The city's mail server: takes every letter and keeps it while the city runs.</summary>
internal sealed class Mailbox : MessageStore
{
    private const int Most = 10_000;
    private readonly ConcurrentQueue<ReceivedLetter> letters = new();

    /// <summary>The letters to an address, the newest first.</summary>
    public IEnumerable<ReceivedLetter> To(string? address) => letters.Reverse().Where(letter => string.Equals(letter.To, address, StringComparison.OrdinalIgnoreCase));

    /// <summary>Speaks SMTP (RFC 5321) on the loopback until cancelled.</summary>
    public Task ListenAsync(int port, CancellationToken cancellation)
    {
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        var parts = new SmtpServer.ComponentModel.ServiceProvider();
        parts.Add(this);
        return new SmtpServer.SmtpServer(options, parts).StartAsync(cancellation);
    }

    public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(buffer.ToArray());
        using var message = await MimeMessage.LoadAsync(bytes, cancellationToken);
        foreach (var to in transaction.To)
            letters.Enqueue(new ReceivedLetter($"{to.User}@{to.Host}", message.Subject ?? "", message.TextBody ?? "", DateTimeOffset.UtcNow));
        while (letters.Count > Most)
            letters.TryDequeue(out _);
        return SmtpResponse.Ok;
    }
}
