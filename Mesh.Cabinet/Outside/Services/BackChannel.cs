namespace Mesh.Cabinet.Outside.Services;

/// <summary>How a service answered to being told that a session has ended.</summary>
public abstract record BackChannelOutcome
{
    public sealed record Heard : BackChannelOutcome;

    /// <summary>It may hear it another time.</summary>
    /// <param name="Reason">For its developer and the desk.</param>
    public sealed record Failed(string Reason) : BackChannelOutcome;
}

/// <summary>Tells services that a session has ended (OpenID Connect Back-Channel Logout 1.0 §2.5).</summary>
public interface IBackChannel
{
    Task<BackChannelOutcome> TellAsync(string address, string logoutToken, CancellationToken cancellation);
}

/// <inheritdoc cref="IBackChannel"/>
internal sealed class BackChannel(HttpClient http) : IBackChannel
{
    public async Task<BackChannelOutcome> TellAsync(string address, string logoutToken, CancellationToken cancellation)
    {
        try
        {
            using var form = new FormUrlEncodedContent([new("logout_token", logoutToken)]);
            using var answer = await http.PostAsync(new Uri(address), form, cancellation);
            // §2.8: 200, and 204 from frameworks that make that of it.
            return answer.IsSuccessStatusCode ? new BackChannelOutcome.Heard() : new BackChannelOutcome.Failed($"{(int)answer.StatusCode}");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new BackChannelOutcome.Failed(failure is OperationCanceledException ? "no answer in time" : failure.GetType().Name);
        }
    }
}
