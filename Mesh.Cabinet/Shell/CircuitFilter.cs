using Microsoft.AspNetCore.SignalR;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// Stands inside Blazor's hub. Connections are counted here, whatever carries them: a circuit's own events wait for its first component,
/// and somebody who sends none would never be counted. And a circuit is its session's alone: whoever has its secret, by which the
/// framework lets anybody in, comes back to it only in the session that began it.
/// </summary>
internal sealed class CircuitFilter(OpenCircuits circuits, SecurityLog log) : IHubFilter
{
    // The methods of Blazor's protocol that begin a circuit, or come back to one by its secret, their first argument.
    private const string Start = "StartCircuit";
    private const string Connect = "ConnectCircuit";
    private const string Resume = "ResumeCircuit";

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        if (SessionOf(context.Context) is not { } session)
        {
            context.Context.Abort();
            return;
        }

        // Connections that were begun together all saw room.
        if (!circuits.TryOpen(context.Context, session, context.Context.User!.FindFirst("sub")!.Value))
        {
            log.TooMuch(StatusCodes.Status429TooManyRequests, "circuits");
            context.Context.Abort();
            return;
        }

        await next(context);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        circuits.Close(context.Context);
        await next(context, exception);
    }

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var session = SessionOf(invocationContext.Context);
        switch (invocationContext.HubMethodName)
        {
            case Start or Resume when session is null:
                return null;
            case Connect when session is null || !IsOwn(invocationContext, session.Value):
                return false;
            case Resume when !IsOwn(invocationContext, session!.Value):
                return null;
            case Start or Resume:
                var circuit = await next(invocationContext);
                if (circuit is string secret)
                    circuits.Belongs(secret, session!.Value);
                return circuit;
            default:
                return await next(invocationContext);
        }
    }

    private bool IsOwn(HubInvocationContext invocation, Guid session)
    {
        if (invocation.HubMethodArguments is not [string secret, ..] || circuits.OwnerOf(secret) is not { } owner)
            return false;
        if (owner == session)
            return true;

        log.ForeignCircuit($"{session}");
        return false;
    }

    private static Guid? SessionOf(HubCallerContext context) => Guid.TryParse(context.User?.FindFirst(Session.IdClaim)?.Value, out var session) ? session : null;
}
