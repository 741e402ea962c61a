using System.Net;
using System.Net.Sockets;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// What attacks leave behind, for whoever watches: lines of one category with ids that stay, listed in docs/security.md. They say which
/// session (an id that opens nothing) and which network (an address without its last part), and never who.
/// </summary>
internal sealed partial class SecurityLog(ILoggerFactory loggers, IHttpContextAccessor accessor, ShellMetrics metrics)
{
    /// <summary>The category of the lines.</summary>
    public const string Category = "Mesh.Cabinet.Security";

    private readonly ILogger logger = loggers.CreateLogger(Category);

    private string Session => accessor.HttpContext?.User.FindFirst(Shell.Session.IdClaim)?.Value ?? "none";

    private string Network => NetworkOf(accessor.HttpContext?.Connection.RemoteIpAddress);

    public void WrongPassword()
    {
        metrics.Happened("wrong_password");
        WrongPassword(Session, Network);
    }

    public void BlockedPassword()
    {
        metrics.Happened("blocked_password");
        metrics.LimitReached("activation_passwords");
        BlockedPassword(Session, Network);
    }

    /// <param name="where">What was asked for, in our own words.</param>
    public void ForeignOrigin(string where)
    {
        metrics.Happened("foreign_origin");
        ForeignOrigin(where, Session, Network);
    }

    public void RefusedForm()
    {
        metrics.Happened("refused_form");
        RefusedForm(Session, Network);
    }

    public void ForeignChild()
    {
        metrics.Happened("foreign_child");
        ForeignChild(Session, Network);
    }

    /// <param name="fault">What RFC 8935 §2.4 calls it.</param>
    public void ForgedEvent(string fault)
    {
        metrics.Happened("forged_event");
        ForgedEvent(fault, Network);
    }

    /// <param name="limit">Which limit, in our own words.</param>
    public void TooMuch(int status, string limit)
    {
        metrics.Happened("limit");
        metrics.LimitReached(limit);
        TooMuch(status, Session, Network);
    }

    public void ForeignCircuit(string session)
    {
        metrics.Happened("foreign_circuit");
        LogForeignCircuit(session, Network);
    }

    public void RefusedPasskey()
    {
        metrics.Happened("refused_passkey");
        RefusedPasskey(Session, Network);
    }

    /// <summary>The first three quarters of an IPv4 address, the first 48 bits of an IPv6 one.</summary>
    internal static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return "none";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily is AddressFamily.InterNetwork ? 3 : 6;
        Array.Clear(bytes, kept, bytes.Length - kept);
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }

    [LoggerMessage(4001, LogLevel.Warning, "A wrong password was typed at the activation. Session {Session}, network {Network}")]
    private partial void WrongPassword(string session, string network);

    [LoggerMessage(4002, LogLevel.Warning, "A password was typed while the activation waits after wrong ones. Session {Session}, network {Network}")]
    private partial void BlockedPassword(string session, string network);

    [LoggerMessage(4003, LogLevel.Warning, "Another site asked for {Where}. Session {Session}, network {Network}")]
    private partial void ForeignOrigin(string where, string session, string network);

    [LoggerMessage(4004, LogLevel.Information, "A form came without a token of its page. Session {Session}, network {Network}")]
    private partial void RefusedForm(string session, string network);

    [LoggerMessage(4005, LogLevel.Warning, "Somebody asked for a child that is not theirs, or not there. Session {Session}, network {Network}")]
    private partial void ForeignChild(string session, string network);

    [LoggerMessage(4006, LogLevel.Warning, "A security event was refused: {Fault}. Network {Network}")]
    private partial void ForgedEvent(string fault, string network);

    [LoggerMessage(4007, LogLevel.Warning, "A limit was reached, and the answer is {Status}. Session {Session}, network {Network}")]
    private partial void TooMuch(int status, string session, string network);

    [LoggerMessage(4008, LogLevel.Warning, "Somebody brought the secret of a circuit that another session began. Session {Session}, network {Network}")]
    private partial void LogForeignCircuit(string session, string network);

    [LoggerMessage(4009, LogLevel.Warning, "A passkey did not prove itself. Session {Session}, network {Network}")]
    private partial void RefusedPasskey(string session, string network);
}
