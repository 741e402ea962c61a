using System.CommandLine;
using System.Security.Cryptography;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Provider.Panels;

/// <summary><c>panels add|list|disable</c>: exit 0, or 1 with the reason and nothing changed.</summary>
internal sealed class PanelsCommand : Command
{
    private const int IdBytes = 10;

    private readonly PanelStore store;
    private readonly IOrganisations organisations;
    private readonly Schema schema;
    private readonly DatabaseOptions database;

    public PanelsCommand(PanelStore store, IOrganisations organisations, Schema schema, IOptions<DatabaseOptions> database)
        : base("panels", ProviderText.PanelsAbout)
    {
        (this.store, this.organisations, this.schema, this.database) = (store, organisations, schema, database.Value);
        var school = new Option<string>("--school") { Description = ProviderText.PanelsSchoolAbout, Required = true };
        var title = new Option<string>("--title") { Description = ProviderText.PanelsTitleAbout, Required = true };
        var jwks = new Option<FileInfo>("--jwks") { Description = ProviderText.PanelsJwksAbout, Required = true };
        Command add = new("add", ProviderText.PanelsAddAbout) { school, title, jwks };
        add.SetAction((parsed, cancellation) => RunAsync(() => AddAsync(parsed.GetValue(school)!, parsed.GetValue(title)!, parsed.GetValue(jwks)!, cancellation)));
        Subcommands.Add(add);

        Command list = new("list", ProviderText.PanelsListAbout);
        list.SetAction((_, cancellation) => RunAsync(() => ListAsync(cancellation)));
        Subcommands.Add(list);

        var id = new Argument<string>("ID") { Description = ProviderText.PanelsIdAbout };
        Command disable = new("disable", ProviderText.PanelsDisableAbout) { id };
        disable.SetAction((parsed, cancellation) => RunAsync(() => DisableAsync(parsed.GetValue(id)!, cancellation)));
        Subcommands.Add(disable);
    }

    private async Task<int> RunAsync(Func<Task<int>> work) => schema.Prepare(database) ? await work() : Fail(DatabaseText.SchemaOld);

    private async Task<int> AddAsync(string school, string title, FileInfo file, CancellationToken cancellation)
    {
        if (!file.Exists)
            return Fail(string.Format(ProviderText.ClientsNoFile, file.FullName));

        var panel = new Panel
        {
            Id = $"{Panel.Prefix}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))}",
            SchoolId = school,
            Title = title.Trim(),
            Jwks = await File.ReadAllTextAsync(file.FullName, cancellation),
        };
        var faults = PanelRules.Faults(panel).ToList();
        foreach (var fault in faults)
            Terminal.Error.WriteLine("{0}", fault);
        if (faults.Count > 0)
            return 1;
        if (await organisations.FindAsync(school, cancellation) is not { } known)
            return Fail(string.Format(ProviderText.PanelsNoSchool, school));

        await store.AddAsync(panel, cancellation);
        Terminal.Out.WriteLine(ProviderText.PanelsAdded, panel.Title, known.Name);
        Terminal.Out.WriteLine("panel={0}", panel.Id);
        return 0;
    }

    private async Task<int> ListAsync(CancellationToken cancellation)
    {
        foreach (var panel in await store.ListAsync(cancellation))
            Terminal.Out.WriteLine("{0}\t{1}\t{2}\t{3}", panel.Id, panel.SchoolId, panel.Title, panel.DisabledAt is null ? "" : ProviderText.ClientsDisabledMark);
        return 0;
    }

    private async Task<int> DisableAsync(string id, CancellationToken cancellation)
    {
        if (!await store.DisableAsync(id, cancellation))
            return Fail(string.Format(ProviderText.PanelsNone, id));
        Terminal.Out.WriteLine(ProviderText.PanelsDisabled, id);
        return 0;
    }

    private static int Fail(string reason)
    {
        Terminal.Error.WriteLine("{0}", reason);
        return 1;
    }
}
