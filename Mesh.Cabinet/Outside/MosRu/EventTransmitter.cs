using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>What is believed of whoever transmits events.</summary>
/// <param name="Issuers">Who may have signed a token, with and without a slash at the end: some write it.</param>
/// <param name="Accounts">Whose subjects are accounts of mos.ru.</param>
/// <param name="Audiences">What a token may call us.</param>
/// <param name="Keys">Where its keys are; null if mos.ru's settings hold them themselves.</param>
internal sealed record TransmitterFacts(IReadOnlyList<string> Issuers, IReadOnlyList<string> Accounts, IReadOnlyList<string> Audiences, string? Keys);

/// <summary>Who transmits mos.ru's events, and by which keys: mos.ru itself, or what stands under <c>Events</c>.</summary>
internal sealed class EventTransmitter(IOptionsMonitor<OpenIdConnectOptions> schemes, IOptions<TransmitterOptions> options, FetchedKeys keys)
{
    private readonly TransmitterOptions settings = options.Value;

    /// <param name="pushAddress">The address of ours to which events are pushed: a stream may be made for it.</param>
    /// <exception cref="HttpRequestException">mos.ru does not tell.</exception>
    public async Task<TransmitterFacts> DescribeAsync(string pushAddress, CancellationToken cancellation)
    {
        var scheme = schemes.Get(CityProvider.MosRu);
        // A transmitter of its own is no worse for mos.ru's sign-in being away.
        var mosRu = settings is { Issuer: not "", KeysUrl: not "" } ? null : await DiscoverAsync(scheme, cancellation);
        string[] itsOwn = [.. new[] { scheme.Authority, mosRu?.Issuer }.OfType<string>().SelectMany(BothWays).Distinct(StringComparer.Ordinal)];
        string[] issuers = settings.Issuer.Length > 0 ? [.. BothWays(settings.Issuer)] : itsOwn;
        return new TransmitterFacts(
            issuers,
            [.. itsOwn.Union(issuers, StringComparer.Ordinal)],
            settings.Audience.Length > 0 ? [settings.Audience] : [scheme.ClientId!, pushAddress],
            settings.KeysUrl.Length > 0 ? settings.KeysUrl : mosRu!.JwksUri is { Length: > 0 } address ? address : null);
    }

    /// <param name="isAnew">Whether what was fetched before this call is not enough.</param>
    /// <exception cref="HttpRequestException">The keys cannot be had.</exception>
    public async Task<IReadOnlyList<SecurityKey>> KeysAsync(TransmitterFacts facts, bool isAnew, CancellationToken cancellation)
    {
        if (facts.Keys is { } address)
            return await keys.FindAsync(address, isAnew, cancellation);

        var scheme = schemes.Get(CityProvider.MosRu);
        if (isAnew)
            scheme.ConfigurationManager!.RequestRefresh();
        return [.. (await DiscoverAsync(scheme, cancellation)).SigningKeys];
    }

    private static async Task<OpenIdConnectConfiguration> DiscoverAsync(OpenIdConnectOptions scheme, CancellationToken cancellation)
    {
        try
        {
            return await scheme.ConfigurationManager!.GetConfigurationAsync(cancellation);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new HttpRequestException("The discovery document cannot be had.", failure);
        }
    }

    private static IEnumerable<string> BothWays(string issuer) => [issuer.TrimEnd('/'), issuer.TrimEnd('/') + "/"];
}
