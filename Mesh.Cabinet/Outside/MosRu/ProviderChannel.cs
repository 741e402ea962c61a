using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>
/// All that is said to a provider goes through here: a form gets the proof of which client we are, and what is refused is told to the log
/// with its HTTP status.
/// </summary>
internal sealed partial class ProviderChannel(string provider, ClientProof proof, Outages outages, ILogger<ProviderChannel> logger) : DelegatingHandler(OutsideHttp.NewHandler())
{
    /// <summary>Known once the door has been set up: it is read through this very channel.</summary>
    public IConfigurationManager<OpenIdConnectConfiguration>? Discovery { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is FormUrlEncodedContent && Discovery is not null)
            await proof.ApplyAsync(request, await Discovery.GetConfigurationAsync(cancellationToken), cancellationToken);
        var response = await SendAsync(base.SendAsync, request, cancellationToken);
        if (!response.IsSuccessStatusCode)
            await TellAsync(request, response, cancellationToken);
        return response;
    }

    // Only mos.ru's silence shuts the way in: the other door stands beside it.
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, HttpRequestMessage request, CancellationToken cancellation)
    {
        if (provider != CityProvider.MosRu)
            return await send(request, cancellation);
        try
        {
            var response = await send(request, cancellation);
            if ((int)response.StatusCode >= StatusCodes.Status500InternalServerError)
                outages.Failed(OutsideSystem.MosRu);
            else
                outages.Answered(OutsideSystem.MosRu);
            return response;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            outages.Failed(OutsideSystem.MosRu);
            throw;
        }
    }

    private async Task TellAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellation)
    {
        await response.Content.LoadIntoBufferAsync(OutsideHttp.MaxAnswer, cancellation);
        var error = ErrorIn(await response.Content.ReadAsByteArrayAsync(cancellation));
        // A wrong password is told of where it was typed.
        if (error != "invalid_grant")
            LogRefused(provider, PathOf(request.RequestUri!), (int)response.StatusCode, error ?? "no word");
        if (error == "unauthorized_client")
            LogUnknownClient(provider);
    }

    // The number of a person is nobody's in a log.
    private static string PathOf(Uri address) => address.AbsolutePath.Contains("/rs/prns/", StringComparison.Ordinal) ? "/rs/prns/…" : address.AbsolutePath;

    private static string? ErrorIn(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.String
                ? ProviderFailure.Safe(error.GetString())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} answered {Path} with status {Status} ({Error})")]
    private partial void LogRefused(string provider, string path, int status, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Provider} does not know this client by what it showed: is the client, or ЕСИА's mnemonic, registered there, and our certificate attached to it (ESIA-007005)?")]
    private partial void LogUnknownClient(string provider);
}
