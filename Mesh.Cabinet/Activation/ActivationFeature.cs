using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using MudBlazor;

namespace Mesh.Cabinet.Activation;

/// <summary>Registers activation: the query, the operation, their stores and the address that takes the password.</summary>
internal static class ActivationFeature
{
    /// <summary>Letters about the activation.</summary>
    public const string Matter = "activation";

    /// <summary>Letters about an entrance that does not let the person in.</summary>
    public const string EntranceMatter = "entrance";

    public static WebApplicationBuilder AddActivation(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.Services.AddOptions<ActivationOptions>().Bind(configuration.GetSection("Activation"));
        builder.Services.AddOptions<WifiOptions>().Bind(configuration.GetSection("WifiNetworks"));
        builder.Services.AddSingleton(new SettingsCheck(() =>
        [
            .. (configuration.GetSection("Activation").Get<ActivationOptions>() ?? new()).Faults(),
            .. (configuration.GetSection("WifiNetworks").Get<WifiOptions>() ?? new()).Faults(),
        ]));
        builder.Services.AddSingleton<ActivationStore>();
        builder.Services.AddSingleton<ErasedLoginHashes>();
        builder.Services.AddSingleton<ErasedLoginsStore>();
        builder.Services.AddSingleton<IErases>(services => services.GetRequiredService<ErasedLoginsStore>());
        builder.Services.AddSingleton(new PersonalTable("Activations", "Id", PersonalDataText.Activations, Fate.Emptied) { Records = ["PersonId"], Shown = ["Login", "AskedLogin", "MosRuLogin", "JournalLogin", "ReservedAt", "CompletedAt", "PasswordSetAt"] });
        builder.Services.AddSingleton(new PersonalTable("PasswordTries", "PersonId", PersonalDataText.Tries, Fate.Erased) { Records = ["PersonId"], Shown = ["Tries", "BlockedUntil"] });
        builder.Services.AddSingleton<IIssuedLogins, IssuedLoginsStore>();
        builder.Services.AddSingleton<PasswordTryStore>();
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<PasswordTryStore>());
        builder.Services.AddScoped<ActivationQuery>();
        builder.Services.AddScoped<IActivationQuery>(services => services.GetRequiredService<ActivationQuery>());
        builder.Services.AddScoped<ICabinetFront, ActivationFront>();
        builder.Services.AddScoped<IOwnAnswers, LoginAnswers>();
        builder.Services.AddScoped<IFutureLogins, FutureLogins>();
        builder.Services.AddScoped<ActivateAccount>();
        builder.Services.AddScoped<SetOwnPassword>();
        builder.Services.AddScoped<LoginCheck>();
        builder.Services.AddSingleton<AccountOf>();
        builder.Services.AddSingleton<KeepingStore>();
        builder.Services.AddSingleton<ActivationMetrics>();
        builder.Services.AddSingleton(services => services.GetRequiredService<ActivationMetrics>().Waiting);
        builder.Services.AddSingleton<ActivationHoldingsStore>();
        builder.Services.AddSingleton<IRecordFollower>(services => services.GetRequiredService<ActivationHoldingsStore>());
        builder.Services.AddSingleton<IHoldings>(services => services.GetRequiredService<ActivationHoldingsStore>());
        builder.Services.AddSingleton<AccountTroubles>();
        builder.Services.AddSingleton<ICaseAction, SendAgain>();
        builder.Services.AddSingleton<IPersonAction, SendPersonAgain>();
        builder.Services.AddSingleton<ICaseAction, SetTeamsFlag>();
        builder.Services.AddSingleton<ICaseAction, LiftWait>();
        builder.Services.AddSingleton<ActivationWordStore>();
        builder.Services.AddSingleton<ActivationLetters>();
        builder.Services.AddScoped<KeepAccount>();
        builder.Services.AddScoped<IAccountLook, AccountLook>();
        builder.Services.AddHostedService<AccountKeeper>();
        builder.Services.AddScoped<IPasswordFollower, FollowPassword>();
        builder.Services.AddHistory("login-reserved", login => string.Format(ActivationText.HistoryReserved, login));
        builder.Services.AddHistory("login-moved", login => string.Format(ActivationText.HistoryMoved, login));
        builder.Services.AddHistory("activated", login => string.Format(ActivationText.HistoryActivated, login));
        builder.Services.AddHistory("password-followed", _ => ActivationText.HistoryFollowed);
        builder.Services.AddHistory("password-set", _ => ActivationText.HistoryPasswordSet);
        foreach (var kind in new[] { SupportCaseKind.LoginsDiffer, SupportCaseKind.AccountRefused })
            builder.Services.AddRetry(kind, "/activation", ActivationText.ToActivate);
        builder.Services.AddRetry(SupportCaseKind.TeamsFlagMissing, "/cabinet/account", ActivationText.CheckEntrances);
        builder.Services.AddMatter(new(Matter, ActivationText.MatterActivation, "/activation", "/activation"));
        builder.Services.AddMatter(new(EntranceMatter, ActivationText.MatterEntrance, "/cabinet/account"));
        builder.Services.AddMenu(new(30, "/cabinet/account", Icons.Material.Rounded.Badge, ShellText.MenuAccount));
        return builder;
    }
}
