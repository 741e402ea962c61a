using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.NotMe;
using Mesh.Cabinet.PasswordEvents;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Parts;
using Mesh.Cabinet.Tests.Sandbox;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>Records that change, a real directory over HTTP, and the keeper between them, round by round, under a clock of the test's.</summary>
internal sealed class KeptAccounts : IDisposable
{
    public const string Password = "Shkola-2026";
    private readonly StartedCity city;
    private readonly HttpClient http;
    private readonly AccountOf accountOf = new(Options.Create(new WifiOptions()));

    public KeptAccounts(StartedCity city)
    {
        this.city = city;
        http = city.NewProvisioner();
        http.BaseAddress = new Uri(city.Address + "/scim/v2/");
        Time.SetUtcNow(DateTimeOffset.UtcNow);
        Store = new ActivationStore(Roster.Database.Database, Hashes.Of(Roster.Database.Database, Roster.Database.Protection), Time);
    }

    public TestRoster Roster { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public ActivationStore Store { get; }

    public KeepingStore Keeping => new(Roster.Database.Database, Time);

    public SupportCaseStore Cases => new SupportCaseStore(Roster.Database.Database, Roster.Database.Protection, Time);

    public Notebook<AccountTroubles> Log { get; } = new();

    public AccountTroubles Troubles => new(Keeping, Cases, new MoscowClock(Time), Log);

    /// <summary>A login that no other test has.</summary>
    public string Login { get; } = "k" + Guid.NewGuid().ToString("N")[..12];

    public IDomainAccounts Directory => new ScimWay(http).Accounts;

    /// <summary>The person of the roster's first row activates.</summary>
    public async Task<ActivationRow> ActivateAsync(bool isMarked = true)
    {
        await Roster.CountAsync();
        var row = (await Store.ReserveAsync(new ActivationRow { PersonId = "u1", Id = Guid.CreateVersion7(), Login = Login, WantedLogin = Login, AskedLogin = Login }, default))!;
        var person = await CreateAsync(row);
        if (isMarked)
            await Store.CompleteAsync(row, AccountOf.NextChange(person, new MoscowClock(Time).Today), default);
        return row;
    }

    /// <summary>The directory makes the account.</summary>
    public async Task<PersonRecord> CreateAsync(ActivationRow row)
    {
        var person = (await Roster.Records.FindAsync("u1", default))!;
        var account = accountOf.Record(row, person, new MoscowClock(Time).Today);
        (await Directory.CreateAsync(account, new TypedPassword(Password), default)).ShouldBeOfType<CreateOutcome.Created>();
        return person;
    }

    public async Task ImportAsync() => await Roster.CountAsync(allowsWithdrawals: true);

    /// <summary>One round of the keeper of a node of its own.</summary>
    public async Task KeepAsync(IDomainAccounts? directory = null)
    {
        var services = new ServiceCollection();
        services.AddScoped(_ => Keeper(directory ?? Directory));
        await using var provider = services.BuildServiceProvider();
        using var keeper = new AccountKeeper(
            new LeaseStore(Roster.Database.Database, Time), new RecordChangesStore(Roster.Database.Database), Keeping, Words,
            provider.GetRequiredService<IServiceScopeFactory>(), NullLogger<AccountKeeper>.Instance);
        // Longer than a request may be under way.
        Time.Advance(TimeSpan.FromSeconds(31));
        await keeper.RunAsync(default);
        await keeper.StopAsync(default);
    }

    /// <summary>Letters that were put on their way.</summary>
    public KeptLetters Letters { get; } = new();

    private ActivationLetters Words
    {
        get
        {
            var (database, clock) = (Roster.Database.Database, new MoscowClock(Time));
            var (ties, emails) = (new TieStore(database, Time), new AccountEmailStore(database, Roster.Database.Protection, Time));
            var sender = new NotMeStore(database, null!, Letters, Options.Create(new SiteOptions { PublicAddress = "https://mesh.example" }), Time);
            return new(new ActivationWordStore(database, sender, Time), ties, Roster.Records, new PersonAddresses(ties, new FamiliesStore(database, Roster.Records), emails, clock), emails, Time);
        }
    }

    /// <summary>What is done for one account.</summary>
    public KeepAccount Keeper(IDomainAccounts directory) => new(Store, Keeping, Troubles, Roster.Records, directory, accountOf, new MoscowClock(Time));

    public async Task<FindOutcome.Found> FoundAsync() => (await Directory.FindAsync(Guid.Empty, Login, default)).ShouldBeOfType<FindOutcome.Found>();

    public async Task<string?> DisplayNameAsync() => (await UserAsync())["displayName"]?.GetValue<string>();

    /// <summary>An administrator gives the object another name, or switches it.</summary>
    public Task ChangeAsync(string login, string path, object value) => OtherDirectory.ChangeAsync(http, login, path, value);

    public Task AddTwinAsync(string login, Guid id) => OtherDirectory.AddAsync(http, login, Password, id);

    /// <summary>Somebody deletes the object by hand.</summary>
    public async Task DeleteAsync()
    {
        using var deleted = await http.DeleteAsync(new Uri($"Users/{(await UserAsync())["id"]!.GetValue<string>()}", UriKind.Relative));
        deleted.EnsureSuccessStatusCode();
    }

    public async Task<bool> AcceptsAsync(string where, string? login = null)
    {
        using var answer = await city.Http.PostAsJsonAsync("/equipment/sign-in", new { where, login = login ?? Login, password = Password });
        return answer.IsSuccessStatusCode;
    }

    private async Task<JsonNode> UserAsync() =>
        (await http.GetFromJsonAsync<JsonNode>(new Uri($"Users?filter={Uri.EscapeDataString($"userName eq \"{Login}\"")}", UriKind.Relative)))!["Resources"]![0]!;

    public void Dispose()
    {
        http.Dispose();
        Roster.Dispose();
    }
}
