using System.CommandLine;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.OwnData;

/// <summary>Registers a person's own data: to have them, and to have them erased.</summary>
internal static class OwnDataFeature
{
    public static WebApplicationBuilder AddOwnData(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<OwnDataOptions>().Bind(builder.Configuration.GetSection(OwnDataOptions.Section));
        builder.Services.AddSingleton<ErasureList>();
        builder.Services.AddSingleton<ErasureStore>();
        builder.Services.AddSingleton<HeldAddresses>();
        builder.Services.AddSingleton<ErasureAct>();
        builder.Services.AddScoped<ErasePerson>();
        builder.Services.AddScoped<ExportPerson>();
        builder.Services.AddSingleton<ExportedStore>();
        builder.Services.AddHostedService<RepeatErasures>();
        builder.Services.AddSingleton<Command, PeopleCommand>();
        builder.Services.AddHistory("data-exported", _ => OwnDataText.HistoryExported);
        return builder;
    }
}
