using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using MudBlazor;

namespace Mesh.Cabinet.History;

/// <summary>Registers a person's own history; what is told in it the features say themselves.</summary>
internal static class HistoryFeature
{
    public static WebApplicationBuilder AddHistory(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HistoryStore>();
        builder.Services.AddSingleton<WaitingWordsStore>();
        builder.Services.AddScoped<WaitingWords>();
        builder.Services.AddScoped<ICabinetFront>(services => services.GetRequiredService<WaitingWords>());
        builder.Services.AddScoped<IAccessNews>(services => services.GetRequiredService<WaitingWords>());
        builder.Services.AddMenu(new(60, "/cabinet/devices/history", Icons.Material.Rounded.History, ShellText.MenuHistory, IsSecond: true));
        return builder;
    }
}
