using MailKit.Security;
using MimeKit;

namespace Mesh.Cabinet.Mail;

/// <summary>Settings under <c>Mail</c>. Without a host nothing is sent, and nothing waits to be.</summary>
public sealed record MailOptions
{
    /// <summary>Of implicit TLS (RFC 8314 §3.3); on every other port TLS begins by STARTTLS.</summary>
    private const int ImplicitTlsPort = 465;

    private const int HighestPort = 65_535;

    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    /// <summary>Whether the way to the server must be encrypted.</summary>
    public bool UseTls { get; init; } = true;

    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Whom letters come from: an address, or a name and an address (RFC 5322 §3.4).</summary>
    public string From { get; init; } = "";

    public bool IsOn => Host.Length > 0;

    public SecureSocketOptions Security => (UseTls, Port) switch
    {
        (false, _) => SecureSocketOptions.None,
        (true, ImplicitTlsPort) => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    public IEnumerable<string> Faults()
    {
        if (!IsOn)
            yield break;
        if (Port is < 1 or > HighestPort)
            yield return $"Mail:Port must be from 1 to {HighestPort}";
        if (!MailboxAddress.TryParse(From, out _))
            yield return "Mail:From must be the address that letters come from";
        if (User.Length > 0 && !UseTls)
            yield return "Mail:UseTls must be true where a user and a password are sent";
    }

    public override string ToString() => $"{Host}:{Port} ***";
}
