using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Children;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Sandbox.CityMaking;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>
/// Families imported into a database of one provider, with every store and operation of the children over it. Only mos.ru is a stand-in.
/// </summary>
internal sealed class FamilyGround : IAccessCheck, IDistrust, IDisposable
{
    public static readonly DateOnly Today = new(2026, 9, 1);
    private readonly TestRoster roster;
    private readonly IDisposable cleanup;
    private readonly AccessCheck check;
    private readonly Dictionary<Guid, Access> known = [];

    private FamilyGround(CabinetDatabase database, IDisposable cleanup)
    {
        Database = database;
        this.cleanup = cleanup;
        roster = new TestRoster(database);
        Time = new(new DateTimeOffset(2026, 9, 1, 9, 0, 0, TimeSpan.Zero));
        Clock = new MoscowClock(Time);
        Records = roster.Records;
        Families = new FamiliesStore(database, Records);
        Ties = new TieStore(database, Time, Letters);
        var cases = Cases = new SupportCaseStore(database, roster.Database.Protection, Time, new CaseSchools(Records, Clock));
        check = new AccessCheck(Records, Families, Ties, cases, Clock);
        Accounts = new ChildAccountStore(database, Families, Ties, Clock);
        Consents = new ConsentStore(database, Families, Clock);
        Tries = new ChildTryStore(database, Families, Clock);
        History = new ChildHistoryStore(database);
        Activations = new ActivationStore(database, Activation.Hashes.Of(database, roster.Database.Protection), Time);
        var options = Options.Create(new ActivationOptions());
        var future = new FutureLogins(new ActivationQuery(Activations, Records, cases, options, Options.Create(new WifiOptions()), KnownSwitches.None), Activations, cases, options);
        Logins = new ChildLogins(future, Tries, SilentLog.Metrics);
        Mine = new MyChildren(this, Families, Ties, Accounts, future, MosRu, Clock, SilentLog.Security);
    }

    public CabinetDatabase Database { get; }

    public FakeTimeProvider Time { get; }

    public MoscowClock Clock { get; }

    public ISchoolRecords Records { get; }

    public FamiliesStore Families { get; }

    public TieStore Ties { get; }

    public SupportCaseStore Cases { get; }

    public FieldProtection Protection => roster.Database.Protection;

    public ReportFamily Report => new(Cases, new LetterRoomStore(Database, Time), this, Families, Mine, Clock);

    public ActivationStore Activations { get; }

    public ChildAccountStore Accounts { get; }

    public ConsentStore Consents { get; }

    public ChildTryStore Tries { get; }

    public ChildHistoryStore History { get; }

    public ChildLogins Logins { get; }

    public MyChildren Mine { get; }

    /// <summary>Accounts whose sessions and devices are believed no more, with the reason.</summary>
    public List<(string Subject, DistrustReason Reason)> Distrusted { get; } = [];

    /// <summary>The letters that were put on their way.</summary>
    public KeptLetters Letters { get; } = new();

    public StandInMosRu MosRu { get; } = new();

    public Consent Consent { get; set; } = new() { Current = new ConsentText(1, ["Согласен"]) };

    public GiveConsent GiveConsent => new(Mine, Consents, Consent);

    public CreateChildAccount Create => new(Mine, Accounts, Consents, Consent, Logins, Tries, MosRu, KeptLetters.Writer(Families, Clock), TimeProvider.System);

    public SetChildPassword SetPassword => new(Mine, Accounts, Tries, MosRu, this, Time);

    public static async Task<FamilyGround> OpenAsync(DatabaseProvider provider, FamilyGraph graph)
    {
        var (database, cleanup) = StoreContract.Open(provider);
        var ground = new FamilyGround(database, cleanup);
        await graph.WriteAsync(ground.roster.Folder);
        (await ground.roster.ImportAsync(ground.roster.Folder)).ShouldBeOfType<Cabinet.SchoolRecords.Import.ImportOutcome.Done>();
        foreach (var gone in graph.Adults.Concat(graph.Children).Where(person => person.IsWithdrawn))
            await ground.ExecuteAsync($"UPDATE People SET WithdrawnAt = '{SqlTypes.Write(DateTimeOffset.UnixEpoch)}' WHERE Id = '{gone.Id}'");
        return ground;
    }

    /// <summary>Two parents and one child at one school.</summary>
    public static Task<FamilyGround> SmallAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var role = new GraphRole("parent", "school-1", null, null);
        var graph = new FamilyGraph(
            [new("adult-0", [role], false), new("adult-1", [role with { Role = "guardian" }], false), new("adult-2", [role with { Role = "relative" }], false), new("adult-3", [role], false)],
            [new("child-0", [role with { Role = "student" }], false)]);
        graph.Children[0].Agents.UnionWith(["adult-0", "adult-1", "adult-2"]);
        return OpenAsync(provider, graph);
    }

    /// <summary>The adult of this number, signed in by mos.ru.</summary>
    public static Session SessionOf(int adult) => new(new Guid(adult + 1, 0, 0, new byte[8]), new CityProfile
    {
        Provider = CityProvider.MosRu,
        Subject = $"subject-{adult}",
        FamilyName = "Взрослов",
        GivenName = "Иван" + FamilyGraph.Letters(adult),
        Phone = Numbers.Phone(adult + 1),
        Email = $"adult{adult}@pochta.example",
    }, DateTimeOffset.UnixEpoch);

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Database.OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
        known.Clear();
    }

    public async Task<string> ScalarAsync(string sql)
    {
        await using var connection = await Database.OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return $"{await command.ExecuteScalarAsync()}";
    }

    // The real check; the same answer for thousands of pairs is worked out once.
    async Task<Access> IAccessCheck.CheckAsync(Session session, CancellationToken cancellation)
    {
        if (!known.TryGetValue(session.Id, out var access))
            known[session.Id] = access = await check.CheckAsync(session, cancellation);
        return access;
    }

    Task IDistrust.RunAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation)
    {
        Distrusted.Add((subject, reason));
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        roster.Dispose();
        cleanup.Dispose();
    }
}

/// <summary>mos.ru as far as children's accounts go: one account a request and a child, as long as the test lets it answer.</summary>
internal sealed class StandInMosRu : ISimplifiedAccounts
{
    private readonly Lock gate = new();

    public List<(Guid Request, ChildIdentity Child, string Login, string Subject)> Made { get; } = [];

    public Dictionary<string, string> Passwords { get; } = [];

    /// <summary>Logins of other people.</summary>
    public HashSet<string> Taken { get; } = [];

    public bool IsSilent { get; set; }

    /// <summary>The next request is worked off, and its answer does not come.</summary>
    public bool LosesAnswer { get; set; }

    public FindChildOutcome? Known { get; set; }

    public Task<FindChildOutcome> FindAsync(ChildIdentity child, CancellationToken cancellation) => Task.FromResult(
        IsSilent ? new FindChildOutcome.Unavailable() : Known ?? new FindChildOutcome.None());

    public async Task<CreateChildOutcome> CreateAsync(Guid request, ChildIdentity child, string login, TypedPassword password, CancellationToken cancellation)
    {
        await Task.Yield();
        lock (gate)
        {
            if (IsSilent)
                return new CreateChildOutcome.Unavailable();
            if (Made.Find(made => made.Request == request) is { Subject: not null } earlier)
                return new CreateChildOutcome.Created(earlier.Subject, earlier.Login, IsRepeated: true);
            if (Known is FindChildOutcome.Found || Made.Exists(made => made.Child == child))
                return new CreateChildOutcome.AlreadyThere();
            if (Taken.Contains(login))
                return new CreateChildOutcome.LoginTaken();
            if (password.Reveal().Contains("refused", StringComparison.Ordinal))
                return new CreateChildOutcome.PasswordRefused(PasswordRule.Other);

            var subject = $"child-subject-{Made.Count}";
            Made.Add((request, child, login, subject));
            Passwords[subject] = password.Reveal();
            if (!LosesAnswer)
                return new CreateChildOutcome.Created(subject, login, IsRepeated: false);
            LosesAnswer = false;
            return new CreateChildOutcome.Unavailable();
        }
    }

    public Task<ChildPasswordOutcome> SetPasswordAsync(string subject, TypedPassword password, CancellationToken cancellation)
    {
        if (IsSilent)
            return Task.FromResult<ChildPasswordOutcome>(new ChildPasswordOutcome.Unavailable());
        Passwords[subject] = password.Reveal();
        return Task.FromResult<ChildPasswordOutcome>(new ChildPasswordOutcome.Accepted());
    }
}
