using System.CommandLine;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Provider.Authorizing;
using Mesh.Cabinet.Provider.Claims;
using Mesh.Cabinet.Provider.Clients;
using Mesh.Cabinet.Provider.Grants;
using Mesh.Cabinet.Provider.Keys;
using Mesh.Cabinet.Provider.Panels;
using Mesh.Cabinet.Provider.Protocol;
using Mesh.Cabinet.Provider.Schools;
using Mesh.Cabinet.Provider.SignOut;
using Mesh.Cabinet.Provider.Tokens;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace Mesh.Cabinet.Provider;

/// <summary>Registers the OpenID provider for the services of МЭШ.</summary>
internal static class ProviderFeature
{
    public static WebApplicationBuilder AddProvider(this WebApplicationBuilder builder)
    {
        var (services, configuration, isDevelopment) = (builder.Services, builder.Configuration, builder.Environment.IsDevelopment());
        List<ServiceClient> Read() => configuration.GetSection("Clients").Get<List<ServiceClient>>() ?? [];
        string[] Catalogue() => [.. configuration.GetSection("Services").GetChildren().Select(service => service["Key"] ?? "")];
        services.AddSingleton(new SettingsCheck(() => ClientRules.Faults(Read(), Catalogue(), isDevelopment)));
        services.AddSingleton<ClientStore>();
        services.AddSingleton<ClientBook>();
        services.AddHostedService(provider => new ClientsOfSettings(Read(), provider.GetRequiredService<ClientStore>(), provider.GetRequiredService<ClientBook>()));

        services.AddPanels(configuration);

        services.AddSingleton<IServiceEntrance, ServiceEntrance>();
        services.AddSingleton<ClientErrorStore>();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<ClientErrorStore>());
        services.AddSingleton<ErrorLimit>();
        services.AddSingleton<Command, ClientsCommand>();

        services.AddSingleton<ProviderKeyStore>();
        services.AddSingleton<ProviderKeys>();
        services.AddSingleton<Command, KeysCommand>();
        services.AddHostedService<KeyKeeper>();
        services.AddSingleton(new ProtectedColumn("ProviderKeys", "Id", "KeyProtected", ProtectedField.ProviderKey, "Id"));

        services.AddSingleton<GrantStore>();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<GrantStore>());
        services.AddSingleton<ISignInFollower>(provider => provider.GetRequiredService<GrantStore>());
        services.AddSingleton<AccountGrantsStore>();
        services.AddSingleton<IGivenServices, GivenServices>();
        services.AddHistory("service-ended", title => string.Format(ProviderText.HistoryServiceEnded, title));
        services.AddSingleton<GiveGrant>();
        services.AddScoped<GrantedPerson>();
        services.AddSingleton<TokenStore>();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<TokenStore>());
        services.AddSingleton<SpentAssertionStore>();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<SpentAssertionStore>());
        services.AddSingleton<PersonKeyStore>();
        services.AddSingleton<IRecordFollower>(provider => provider.GetRequiredService<PersonKeyStore>());
        services.AddSingleton<SchoolChoiceStore>();
        services.AddSingleton<IRecordFollower>(provider => provider.GetRequiredService<SchoolChoiceStore>());
        services.AddSingleton<CurrentSchool>();
        services.AddSingleton(new PersonalTable("ServiceSchools", "PersonId", PersonalDataText.ServiceSchools, Fate.Erased) { Records = ["PersonId"], Shown = ["ClientId", "SchoolId"] });
        services.AddSingleton<PairwiseNames>();
        services.AddScoped<ServiceClaims>();
        services.AddSingleton<ServiceRight>();
        services.AddSingleton<AskedNote>();
        services.AddScoped<Authorize>();
        services.AddSingleton<LogoutNoticeStore>();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<LogoutNoticeStore>());
        services.AddSingleton<IGivenUpNotices, GivenUpNoticesStore>();
        services.AddSingleton<LogoutToken>();
        services.AddSingleton<LeaveServices>();
        services.AddHostedService<LogoutSender>();
        var grants = new PersonalTable("ServiceGrants", "Id", PersonalDataText.ServiceGrants, Fate.Erased) { HasAccount = true, Shown = ["ClientId", "Scopes", "GivenAt", "UsedAt"] };
        services.AddSingleton(new PersonalTable("ServiceTokens", "Id", PersonalDataText.ServiceTokens, Fate.Erased) { Parent = new PersonalParent("GrantId", grants, "Id"), Shown = ["ClientId", "Type", "CreatedAt", "ExpiresAt"] });
        services.AddSingleton(grants);
        services.AddSingleton(new PersonalTable("PersonKeys", "PersonId", PersonalDataText.PersonKeys, Fate.Erased) { Records = ["PersonId"], Shown = ["PersonId"] });

        var openId = services.AddOpenIddict();
        openId.AddCore(core =>
        {
            core.SetDefaultApplicationEntity<ServiceClient>().SetDefaultAuthorizationEntity<ServiceGrant>().SetDefaultTokenEntity<ServiceToken>().SetDefaultScopeEntity<object>();
            core.ReplaceApplicationStore<ServiceClient, ClientApplications>(ServiceLifetime.Singleton).ReplaceApplicationManager<ServiceClient, ServiceClients>();
            core.ReplaceAuthorizationStore<ServiceGrant, GrantStore>(ServiceLifetime.Singleton);
            core.ReplaceTokenStore<ServiceToken, TokenStore>(ServiceLifetime.Singleton).ReplaceTokenManager<ServiceToken, ServiceTokens>();
        });
        openId.AddServer(server =>
        {
            // What is no address is told with the other faults of the settings.
            var address = Uri.TryCreate(configuration["Site:PublicAddress"], UriKind.Absolute, out var said) ? said : new Uri(new SiteOptions().PublicAddress);
            ProviderServer.Configure(server, new Uri(address.GetLeftPart(UriPartial.Authority)));
            ProviderProtocol.Add(server);
        });
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(provider => provider.GetRequiredService<ProviderKeys>());
        services.AddSingleton<IPostConfigureOptions<OpenIddictServerOptions>>(provider => provider.GetRequiredService<ProviderKeys>());
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(provider => provider.GetRequiredService<ProviderKeys>());
        return builder;
    }

    public static void MapProvider(this WebApplication app)
    {
        app.MapAuthorize();
        app.MapUserInfo();
        app.MapEndSession();
        app.MapSchoolChoice();
        app.MapApprove();
        app.MapPanel();
    }
}
