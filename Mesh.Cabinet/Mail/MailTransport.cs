using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Mesh.Cabinet.Mail;

/// <summary>What a mail server did with a letter.</summary>
internal enum MailOutcome
{
    Sent,

    /// <summary>It will never take this letter (RFC 5321 §4.2.1, 5yz).</summary>
    Refused,

    /// <summary>It did not take it, and may later: away, slow, 4yz, a password that is wrong today.</summary>
    Unavailable,

    /// <summary>It may have taken it: its answer was lost.</summary>
    Unknown,
}

/// <summary>Hands letters to the mail server, one connection a letter.</summary>
/// <param name="patience">How long each answer of the server is waited for.</param>
internal sealed class MailTransport(IOptions<MailOptions> options, TimeSpan? patience = null)
{
    /// <summary>Marks a letter of which an earlier try may have arrived.</summary>
    public const string RepeatedHeader = "X-Mesh-Repeated";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<MailOutcome> SendAsync(WaitingLetter waiting, CancellationToken cancellation)
    {
        var mail = options.Value;
        using var client = new SmtpClient { Timeout = (int)(patience ?? Patience).TotalMilliseconds };
        using var message = Message(waiting, mail);
        try
        {
            await client.ConnectAsync(mail.Host, mail.Port, mail.Security, cancellation);
            if (mail.User.Length > 0)
                await client.AuthenticateAsync(mail.User, mail.Password, cancellation);
        }
        catch (Exception failure) when (IsOutside(failure))
        {
            return MailOutcome.Unavailable;
        }

        try
        {
            await client.SendAsync(message, cancellation);
        }
        catch (SmtpCommandException refused)
        {
            return (int)refused.StatusCode >= 500 ? MailOutcome.Refused : MailOutcome.Unavailable;
        }
        catch (Exception failure) when (IsOutside(failure))
        {
            return MailOutcome.Unknown;
        }

        await LeaveAsync(client, cancellation);
        return MailOutcome.Sent;
    }

    // The letter is there: whatever becomes of the good-bye.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception failure) when (IsOutside(failure))
        {
            // It closed first.
        }
    }

    private static MimeMessage Message(WaitingLetter waiting, MailOptions mail)
    {
        var from = MailboxAddress.Parse(mail.From);
        var letter = waiting.Letter;
        var message = new MimeMessage
        {
            MessageId = $"{waiting.Id:N}@{from.Domain}",
            Date = waiting.CreatedAt,
            Subject = letter.Subject,
            Body = new BodyBuilder { TextBody = letter.Text, HtmlBody = Html(letter.Text) }.ToMessageBody(),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress("", letter.To));
        // Nobody's absence is answered to a machine (RFC 3834 §5).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (waiting.IsRepeated)
            message.Headers.Add(RepeatedHeader, "yes");
        return message;
    }

    private static string Html(string text) =>
        "<!DOCTYPE html><html lang=\"ru\"><body>"
        + string.Concat(text.ReplaceLineEndings("\n").Split("\n\n").Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)}</p>"))
        + "</body></html>";

    private static bool IsOutside(Exception failure) =>
        failure is IOException or SocketException or TimeoutException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException or NotSupportedException;
}
