using System.CommandLine;
using System.Globalization;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Provider.Claims;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Provider.Clients;

/// <summary><c>clients list|add|secret|disable|errors</c>: exit 0, or 1 with the reason and nothing changed.</summary>
internal sealed class ClientsCommand : Command
{
    private readonly ClientStore store;
    private readonly ClientErrorStore errors;
    private readonly IServiceCatalogue catalogue;
    private readonly IHostEnvironment environment;
    private readonly Schema schema;
    private readonly DatabaseOptions database;

    public ClientsCommand(ClientStore store, ClientErrorStore errors, IServiceCatalogue catalogue, IHostEnvironment environment, Schema schema, IOptions<DatabaseOptions> database)
        : base("clients", ProviderText.ClientsAbout)
    {
        (this.store, this.errors, this.catalogue, this.environment, this.schema, this.database) = (store, errors, catalogue, environment, schema, database.Value);
        var id = new Argument<string>("ID") { Description = ProviderText.ClientsIdAbout };
        Add("list", ProviderText.ClientsListAbout, [], (_, cancellation) => ListAsync(cancellation));
        Add("secret", ProviderText.ClientsSecretAbout, [id], (parsed, cancellation) => SecretAsync(parsed.GetValue(id)!, cancellation));
        Add("disable", ProviderText.ClientsDisableAbout, [id], (parsed, cancellation) => DisableAsync(parsed.GetValue(id)!, cancellation));
        Add("errors", ProviderText.ClientsErrorsAbout, [id], (parsed, cancellation) => ErrorsAsync(parsed.GetValue(id)!, cancellation));
        AddAdding(id);
    }

    private void AddAdding(Argument<string> id)
    {
        var title = new Option<string>("--title") { Description = ProviderText.ClientsTitleAbout, Required = true };
        var redirect = Many("--redirect", ProviderText.ClientsRedirectAbout, required: true);
        var afterwards = Many("--post-logout", ProviderText.ClientsPostLogoutAbout);
        var scope = Many("--scope", string.Format(ProviderText.ClientsScopeAbout, string.Join(", ", ServiceScope.All)));
        var service = new Option<string>("--service") { Description = ProviderText.ClientsServiceAbout };
        var sector = new Option<string>("--sector") { Description = ProviderText.ClientsSectorAbout };
        var backChannel = new Option<string>("--back-channel-logout") { Description = ProviderText.ClientsBackChannelAbout };
        var initiate = new Option<string>("--initiate-login") { Description = ProviderText.ClientsInitiateAbout };
        var jwks = new Option<FileInfo>("--jwks") { Description = ProviderText.ClientsJwksAbout };
        var isPublic = new Option<bool>("--public") { Description = ProviderText.ClientsPublicAbout };
        var asksSchool = new Option<bool>("--asks-school") { Description = ProviderText.ClientsAsksSchoolAbout };
        var requirePar = new Option<bool>("--require-par") { Description = ProviderText.ClientsRequireParAbout };
        var withoutPkce = new Option<bool>("--no-pkce") { Description = ProviderText.ClientsNoPkceAbout };
        var allowsPanels = new Option<bool>("--allow-panels") { Description = ProviderText.ClientsAllowPanelsAbout };
        Command add = new("add", ProviderText.ClientsAddAbout) { id, title, redirect, afterwards, scope, service, sector, backChannel, initiate, jwks, isPublic, asksSchool, requirePar, withoutPkce, allowsPanels };
        add.SetAction((parsed, cancellation) => RunAsync(() =>
        {
            var file = parsed.GetValue(jwks);
            if (file is { Exists: false })
                return Task.FromResult(Fail(string.Format(ProviderText.ClientsNoFile, file.FullName)));

            var client = new ServiceClient
            {
                ClientId = parsed.GetValue(id)!,
                Title = parsed.GetValue(title)!,
                RedirectUris = parsed.GetValue(redirect)!,
                PostLogoutRedirectUris = parsed.GetValue(afterwards) ?? [],
                Scopes = parsed.GetValue(scope) ?? [],
                Service = parsed.GetValue(service) ?? "",
                Sector = parsed.GetValue(sector) ?? "",
                BackChannelLogoutUri = parsed.GetValue(backChannel) ?? "",
                InitiateLoginUri = parsed.GetValue(initiate) ?? "",
                AsksSchool = parsed.GetValue(asksSchool),
                RequirePar = parsed.GetValue(requirePar),
                RequirePkce = !parsed.GetValue(withoutPkce),
                AllowsPanels = parsed.GetValue(allowsPanels),
                Jwks = file is null ? "" : File.ReadAllText(file.FullName),
            };
            return AddAsync(client, withSecret: file is null && !parsed.GetValue(isPublic), cancellation);
        }));
        Subcommands.Add(add);
    }

    private void Add(string name, string about, Argument[] arguments, Func<ParseResult, CancellationToken, Task<int>> work)
    {
        var command = new Command(name, about);
        foreach (var argument in arguments)
            command.Arguments.Add(argument);
        command.SetAction((parsed, cancellation) => RunAsync(() => work(parsed, cancellation)));
        Subcommands.Add(command);
    }

    private async Task<int> RunAsync(Func<Task<int>> work) => schema.Prepare(database) ? await work() : Fail(DatabaseText.SchemaOld);

    private async Task<int> ListAsync(CancellationToken cancellation)
    {
        foreach (var client in await store.ListAsync(cancellation))
        {
            var state = client.IsDisabled ? ProviderText.ClientsDisabledMark : client.Service;
            Terminal.Out.WriteLine("{0}\t{1}\t{2}\t{3}", client.ClientId, client.Title, state, string.Join(' ', client.Scopes));
        }

        return 0;
    }

    private async Task<int> AddAsync(ServiceClient client, bool withSecret, CancellationToken cancellation)
    {
        // What is typed once names each scope once.
        client = client with { Scopes = [.. client.Scopes.SelectMany(scope => scope.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)] };
        var secret = withSecret ? ClientSecret.New() : null;
        var faults = ClientRules.Faults(secret is null ? client : client with { Secrets = [secret] }, [.. catalogue.Keys], environment.IsDevelopment()).ToList();
        if (faults.Count > 0)
        {
            foreach (var fault in faults)
                Terminal.Error.WriteLine("{0}", fault);
            return 1;
        }

        if (!await store.AddAsync(client, secret, cancellation))
            return Fail(string.Format(ProviderText.ClientsThere, client.ClientId));

        Terminal.Out.WriteLine(ProviderText.ClientsAdded, client.ClientId);
        return Tell(secret);
    }

    private async Task<int> SecretAsync(string id, CancellationToken cancellation)
    {
        var secret = ClientSecret.New();
        return await store.AddSecretAsync(id, secret, cancellation) ? Tell(secret) : Fail(string.Format(ProviderText.ClientsNoSecret, id));
    }

    private async Task<int> DisableAsync(string id, CancellationToken cancellation)
    {
        if (!await store.DisableAsync(id, cancellation))
            return Fail(string.Format(ProviderText.ClientsNone, id));
        Terminal.Out.WriteLine(ProviderText.ClientsDisabled, id);
        return 0;
    }

    private async Task<int> ErrorsAsync(string id, CancellationToken cancellation)
    {
        foreach (var error in await errors.ListAsync(id, cancellation))
            Terminal.Out.WriteLine("{0}\t{1}\t{2}", error.HappenedAt.ToString("u", CultureInfo.InvariantCulture), error.Error, error.Description);
        return 0;
    }

    // The only time that it is seen.
    private static int Tell(string? secret)
    {
        if (secret is not null)
            Terminal.Out.WriteLine("secret={0}", secret);
        return 0;
    }

    private static Option<string[]> Many(string name, string about, bool required = false) => new(name) { Description = about, Required = required, AllowMultipleArgumentsPerToken = true };

    private static int Fail(string reason)
    {
        Terminal.Error.WriteLine("{0}", reason);
        return 1;
    }
}
