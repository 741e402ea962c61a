using System.CommandLine;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Provider.Panels;

/// <summary>Registers classroom panels.</summary>
internal static class PanelsSetup
{
    public static void AddPanels(this IServiceCollection services, IConfiguration configuration)
    {
        List<Panel> Read() => configuration.GetSection("Panels").Get<List<Panel>>() ?? [];
        services.AddSingleton(new SettingsCheck(() => PanelRules.Faults(Read())));
        services.AddSingleton<PanelStore>();
        services.AddHostedService(provider => new PanelsOfSettings(Read(), provider.GetRequiredService<PanelStore>()));
        services.AddSingleton<Command, PanelsCommand>();
        services.AddSingleton<PanelRequestStore>();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<PanelRequestStore>());
        services.AddSingleton<ApprovalTryStore>();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<ApprovalTryStore>());
        services.AddScoped<Approve>();
    }
}
