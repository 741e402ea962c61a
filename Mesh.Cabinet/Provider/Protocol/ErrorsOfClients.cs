using Mesh.Cabinet.Provider.Clients;
using System.Data.Common;
using System.Threading.RateLimiting;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Mesh.Cabinet.Provider.Protocol;

/// <summary>Notes each refusal for the client's developer; a client that is hammered, by whomever, is noted a few times a minute.</summary>
internal sealed partial class ErrorsOfClients(ClientBook clients, ClientErrorStore errors, ErrorLimit limit, ILogger<ErrorsOfClients> logger) : IOpenIddictServerHandler<ProcessErrorContext>
{
    // Ordinary turns of the protocol, which are nobody's mistake.
    private static readonly string[] Ordinary = ["login_required", "interaction_required", "access_denied", "authorization_pending", "slow_down", "expired_token"];

    public async ValueTask HandleAsync(ProcessErrorContext context)
    {
        // Nobody reads a foreign page about a mistake of ours or of a client.
        context.ErrorUri = null;
        // RFC 9101 §6: a pushed request that is unknown, spent or too old.
        if (context is { EndpointType: OpenIddictServerEndpointType.Authorization, Error: "invalid_token" })
            context.Error = "invalid_request_uri";
        if (context.Error is not { } error || Ordinary.Contains(error, StringComparer.Ordinal)
            || context.Transaction.Request?.ClientId is not { Length: > 0 and <= ServiceClient.MaxIdLength } id)
            return;

        try
        {
            if (await clients.FindKnownAsync(id, context.CancellationToken) is not null && limit.Takes(id))
                await errors.AddAsync(id, error, context.ErrorDescription ?? "", context.CancellationToken);
        }
        catch (DbException failure)
        {
            // The answer matters more than the note.
            LogUnnoted(id, failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An error of the client {Client} could not be noted: {Failure}")]
    private partial void LogUnnoted(string client, string failure);
}

/// <summary>How many errors of a client a node notes in a minute.</summary>
internal sealed class ErrorLimit : IDisposable
{
    private const int InMinute = 10;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(
        client => RateLimitPartition.GetFixedWindowLimiter(
            client, _ => new FixedWindowRateLimiterOptions { PermitLimit = InMinute, Window = TimeSpan.FromMinutes(1) }));

    public bool Takes(string client)
    {
        using var lease = limiter.AttemptAcquire(client);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
