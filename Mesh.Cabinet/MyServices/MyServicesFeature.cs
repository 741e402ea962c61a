using Mesh.Cabinet.Database;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.Shell;
using MudBlazor;

namespace Mesh.Cabinet.MyServices;

/// <summary>Registers the catalogue of services.</summary>
internal static class MyServicesFeature
{
    public static WebApplicationBuilder AddMyServices(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        List<ServiceEntry> Read() => configuration.GetSection("Services").Get<List<ServiceEntry>>() ?? [];
        builder.Services.AddSingleton(new SettingsCheck(() => ServiceCatalogue.Faults(Read(), configuration.GetSection("LegacyHosts").Get<string[]>() ?? [])));
        builder.Services.AddSingleton<IServiceCatalogue>(_ => new ServiceCatalogue(Read()));
        builder.Services.AddSingleton<OpenServices>();
        builder.Services.AddSingleton<ServiceSwitchStore>();
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<ServiceSwitchStore>());
        builder.Services.AddSingleton<SwitchBook>();
        builder.Services.AddSingleton<ISwitchBook>(services => services.GetRequiredService<SwitchBook>());
        builder.Services.AddSingleton<IServiceSwitching, ServiceSwitching>();
        builder.Services.AddSingleton<IErases, ErasedSwitchersStore>();
        builder.Services.AddSingleton<IShelves, ShelfStore>();
        builder.Services.AddSingleton<IRecordFollower, ShelfMoveStore>();
        builder.Services.AddSingleton(new PersonalTable("ServiceShelves", "PersonId", PersonalDataText.Shelves, Fate.Erased) { Records = ["PersonId"], Shown = ["Keys", "Favourites", "IsList"] });
        builder.Services.AddScoped<ICabinetFront, AnsweredFront>();
        builder.Services.AddMenu(new(10, "/cabinet", Icons.Material.Rounded.Apps, ShellText.MenuServices));
        return builder;
    }
}
