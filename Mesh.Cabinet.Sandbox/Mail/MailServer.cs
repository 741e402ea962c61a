using System.Net.Sockets;
using Mesh.Cabinet.Sandbox.Running;

namespace Mesh.Cabinet.Sandbox.Mail;

/// <summary>Runs the city's mail server beside its pages. A port that is taken costs the letters and not the city.</summary>
internal sealed partial class MailServer(Mailbox mailbox, SandboxSettings settings, ILogger<MailServer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await mailbox.ListenAsync(settings.MailPort, stoppingToken);
        }
        catch (SocketException failure)
        {
            LogNoMail(settings.MailPort, failure.Message);
        }
        catch (OperationCanceledException)
        {
            // The city stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody in the city gets letters: the mail server cannot listen on port {Port} ({Failure})")]
    private partial void LogNoMail(int port, string failure);
}
