using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>Looks at both doors once at start, without holding it up: what a provider does not offer is said before the first person meets it.</summary>
internal sealed partial class ProviderStartCheck(
    IOptionsMonitor<OpenIdConnectOptions> schemes, IOptionsMonitor<IdentityProviderOptions> all, ILogger<ProviderStartCheck> logger) : BackgroundService
{
    /// <returns>Whether people can sign in there.</returns>
    public async Task<bool> IsRightAsync(string provider, CancellationToken cancellation)
    {
        var settings = all.Get(provider);
        TellOfNames(provider, settings.Names);
        try
        {
            var discovery = await schemes.Get(provider).ConfigurationManager!.GetConfigurationAsync(cancellation);
            if (string.IsNullOrEmpty(discovery.UserInfoEndpoint) && !settings.IsEsia)
                LogNoUserInfo(provider);
            if (string.IsNullOrEmpty(discovery.EndSessionEndpoint))
                LogNoEndSession(provider);
            if (!settings.IsPasswordOwn && !PasswordGrantCheck.Offers(discovery))
                LogNoPasswordGrant(provider);
            if (!settings.IsEsia && ClientProof.Choose(discovery.TokenEndpointAuthMethodsSupported, settings.HasKey, settings.HasSecret) is null)
            {
                LogNoProof(provider, string.Join(", ", discovery.TokenEndpointAuthMethodsSupported));
                return false;
            }

            LogRight(provider);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogAway(provider, ProviderFailure.Words(failure));
            return false;
        }
    }

    private void TellOfNames(string provider, ClaimNames names)
    {
        if (names.Login.Length == 0)
            LogNoLogin(provider);
        if (names.Snils.Length == 0)
            LogNoSnils(provider);
        if (names.Simplified.Length == 0 && provider == CityProvider.MosRu)
            LogNoSimplified(provider);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await IsRightAsync(CityProvider.MosRu, stoppingToken);
        await IsRightAsync(CityProvider.Gosuslugi, stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Provider} says what it is, and takes us for a client")]
    private partial void LogRight(string provider);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider}:ClaimNames:Login is not set: the login of the journal decides without being compared, and a password is checked by e-mail or phone")]
    private partial void LogNoLogin(string provider);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider}:ClaimNames:Snils is not set: nobody is recognised by СНИЛС")]
    private partial void LogNoSnils(string provider);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider}:ClaimNames:Simplified is not set: an account that a parent made for a child is taken for any other")]
    private partial void LogNoSimplified(string provider);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Provider} does not say what it is: {Failure}. Nobody can sign in there until it does")]
    private partial void LogAway(string provider, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} names no userinfo_endpoint: a person is known by the claims of the id_token alone")]
    private partial void LogNoUserInfo(string provider);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} names no end_session_endpoint: who leaves here stays signed in there")]
    private partial void LogNoEndSession(string provider);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Provider} does not offer the grant of the password check: nobody can activate an account by it unless PasswordCheck is Reauthenticate")]
    private partial void LogNoPasswordGrant(string provider);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Provider} takes clients by {Methods} only, and neither ClientSecret nor ClientKey serves for that")]
    private partial void LogNoProof(string provider, string methods);
}
