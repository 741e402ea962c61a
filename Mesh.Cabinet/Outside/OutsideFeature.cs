using System.Net.Http.Headers;
using System.Text;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Outside.Services;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Outside;

/// <summary>Registers the systems that are not ours, each with a bound on how long it is waited for.</summary>
internal static class OutsideFeature
{
    /// <summary>How long a person is kept waiting for another system before being told so.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static WebApplicationBuilder AddOutside(this WebApplicationBuilder builder)
    {
        foreach (var provider in new[] { CityProvider.MosRu, CityProvider.Gosuslugi })
        {
            var options = builder.Services.AddOptions<IdentityProviderOptions>(provider).Bind(builder.Configuration.GetSection(provider));
            if (builder.Environment.IsDevelopment())
                options.PostConfigure(settings => settings.VouchForAllUnlessSaid());
        }

        builder.Services.AddOptions<SimplifiedAccountsOptions>().Bind(builder.Configuration.GetSection(CityProvider.MosRu));
        builder.Services.AddOptions<TransmitterOptions>().Bind(builder.Configuration.GetSection(TransmitterOptions.Section));
        builder.Services.AddSingleton<FetchedKeys>();
        builder.Services.AddSingleton<EventTransmitter>();
        builder.Services.AddOptions<DomainAccountsOptions>().Bind(builder.Configuration.GetSection("DomainAccounts"));

        OutsideHttp.BoundAll(builder.Services);
        builder.Services.AddSingleton<Outages>();
        builder.Services.AddSingleton<OutsideMetrics>();
        builder.Services.AddSingleton<PasswordGrantCheck>();
        builder.Services.AddTransient<IPasswordCheck>(services => Watched<WatchedPasswordCheck>(services, services.GetRequiredService<PasswordGrantCheck>()));
        builder.Services.AddHostedService<ProviderStartCheck>();
        builder.Services.AddHttpClient<HttpSimplifiedAccounts>((services, http) =>
        {
            var client = services.GetRequiredService<IOptionsMonitor<IdentityProviderOptions>>().Get(CityProvider.MosRu);
            http.BaseAddress = new Uri(services.GetRequiredService<IOptions<SimplifiedAccountsOptions>>().Value.AccountsUrl.TrimEnd('/') + "/");
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(client.ClientId)}:{Uri.EscapeDataString(client.ClientSecret)}")));
        });
        builder.Services.AddTransient<ISimplifiedAccounts>(services => Watched<WatchedSimplifiedAccounts>(services, services.GetRequiredService<HttpSimplifiedAccounts>()));
        builder.Services.AddHttpClient<IBackChannel, BackChannel>();
        builder.Services.AddHttpClient<ScimClient>((services, http) =>
        {
            var scim = services.GetRequiredService<IOptions<DomainAccountsOptions>>().Value.Scim;
            http.BaseAddress = new Uri(scim.Address.TrimEnd('/') + "/");
        }).AddHttpMessageHandler<ScimCredentials>();
        builder.Services.AddTransient<ScimCredentials>();
        builder.Services.AddSingleton<ScimToken>();
        builder.Services.AddSingleton<ScimSchemas>();
        builder.Services.AddTransient<ScimGroups>();
        builder.Services.AddTransient<ScimObjects>();
        builder.Services.AddTransient<ScimCreation>();
        builder.Services.AddSingleton<LdapConnections>();
        builder.Services.AddSingleton<LdapOperations>();
        builder.Services.AddSingleton<IHostedService>(services => IsLdap(services)
            ? ActivatorUtilities.CreateInstance<LdapStartCheck>(services)
            : ActivatorUtilities.CreateInstance<ScimStartCheck>(services));
        builder.Services.AddTransient<IDomainAccounts>(services => Watched<WatchedDomainAccounts>(services, IsLdap(services)
            ? ActivatorUtilities.CreateInstance<LdapAccounts>(services)
            : ActivatorUtilities.CreateInstance<ScimAccounts>(services)));
        return builder;
    }

    /// <summary>
    /// Every fault of the settings of each system outside, with its full key. Each is looked at by itself: a value that is not of its type
    /// hides nothing of another system.
    /// </summary>
    public static IEnumerable<Func<IEnumerable<string>>> FaultsOfEach(IConfiguration configuration, bool isDevelopment) =>
    [
        () => (configuration.GetSection(CityProvider.MosRu).Get<IdentityProviderOptions>() ?? new()).Faults(CityProvider.MosRu, isDevelopment),
        () => (configuration.GetSection(CityProvider.Gosuslugi).Get<IdentityProviderOptions>() ?? new()).Faults(CityProvider.Gosuslugi, isDevelopment),
        () => (configuration.GetSection(CityProvider.MosRu).Get<SimplifiedAccountsOptions>() ?? new()).Faults(isDevelopment),
        () => (configuration.GetSection(TransmitterOptions.Section).Get<TransmitterOptions>() ?? new()).Faults(),
        () => (configuration.GetSection("DomainAccounts").Get<DomainAccountsOptions>() ?? new()).Faults(
            isDevelopment, configuration.GetSection("WifiNetworks").GetChildren().Select(network => network.Value).OfType<string>().Where(name => name.Trim().Length > 0)),
    ];

    private static bool IsLdap(IServiceProvider services) => services.GetRequiredService<IOptions<DomainAccountsOptions>>().Value.Kind == "Ldap";

    private static T Watched<T>(IServiceProvider services, object system) => ActivatorUtilities.CreateInstance<T>(services, system);
}
