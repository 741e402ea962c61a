using Dapper;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Audit;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.OwnData;
using Mesh.Cabinet.Tests.Audit;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.OwnData;

/// <summary>A person of whom every table holds something, and the program's own features around them; the directory is the test's.</summary>
internal sealed class ErasureGround : IAsyncDisposable, IDomainAccounts
{
    /// <summary>What is nowhere to be found afterwards, in whatever column.</summary>
    public static readonly string[] Marks = ["anna-subject", "anna_login", "Anna-Browser", "anna@mark.ru", "anna-form"];

    private readonly ServiceProvider services;

    private ErasureGround(StoreGround stores)
    {
        Stores = stores;
        var all = new ServiceCollection();
        foreach (var service in ProgramServices.All)
            ((ICollection<ServiceDescriptor>)all).Add(service);
        all.AddSingleton(stores.Database).AddSingleton(stores.Protection).AddSingleton<TimeProvider>(stores.Time).AddSingleton<IDomainAccounts>(this);
        all.AddSingleton<IOptions<MailOptions>>(Options.Create(new MailOptions { Host = "localhost", From = "mesh@example.ru" }));
        all.AddSingleton<IOptions<OwnDataOptions>>(Options.Create(new OwnDataOptions { ErasureList = ListPath, Operator = "Департамент" }));
        services = all.BuildServiceProvider();
        Chain = new ChainGround(stores.Database, stores.Protection, stores.Time);
    }

    public StoreGround Stores { get; }

    public ChainGround Chain { get; }

    public string ListPath { get; } = Path.Combine(Directory.CreateTempSubdirectory("erasures-").FullName, "list.jsonl");

    public bool IsDirectoryAway { get; set; }

    public List<Guid> Removed { get; } = [];

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public IEnumerable<PersonalTable> Tables => services.GetServices<PersonalTable>();

    public Task<EraseOutcome> EraseAsync(string personId = "u1", string why = "Отзыв согласия") => Get<ErasePerson>().RunAsync(personId, why, default);

    public RepeatErasures AtStart() =>
        new(Get<ErasedNames>(), Get<ErasureList>(), Get<ErasureStore>(), services.GetRequiredService<IServiceScopeFactory>(), Get<LeaseStore>(), Stores.Time, NullLogger<RepeatErasures>.Instance);

    public static async Task<ErasureGround> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var ground = new ErasureGround(await StoreGround.OpenAsync(provider, people: 5));
        await ground.FillAsync();
        return ground;
    }

    /// <summary>Every cell of every table in which one of the marks stands, or the record where only the school's rows may name it.</summary>
    public async Task<IReadOnlyList<string>> TracesAsync()
    {
        string[] ofSchool = ["People", "PersonContacts", "PersonAgents", "Posts", "Enrollments", "ChangedPeople"];
        var traces = new List<string>();
        await using var connection = await Stores.Database.OpenAsync(default);
        foreach (var table in await connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'Staged%'"))
        {
            await using var reader = await connection.ExecuteReaderAsync($"SELECT * FROM {table}");
            while (await reader.ReadAsync())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    var text = reader.GetValue(column) is byte[] ? "" : $"{reader.GetValue(column)}";
                    if (Marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)) || (text is "u1" or "u3" && !ofSchool.Contains(table)))
                        traces.Add($"{table}.{reader.GetName(column)}: {text}");
                }
            }
        }

        // What a parent agreed to for a child is the child's, and the proof that the school needs; who was parted from the school's record is a hash.
        return [.. traces.Where(trace => trace is not "ChildAccounts.RequestedBy: u1" and not "ChildConsents.ByPersonId: u1" and not "RefusedTies.PersonId: u1")];
    }

    public async Task ExecuteAsync(string sql, object? values = null)
    {
        await using var connection = await Stores.Database.OpenAsync(default);
        await connection.ExecuteAsync(sql, values);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(ListPath)!, recursive: true);
        Stores.Dispose();
    }

    public async Task FillAsync()
    {
        var profile = Stores.Protection.Protect(ProtectedField.Profile, "MosRu/anna-subject", "{\"Email\":\"anna@mark.ru\",\"GivenName\":\"Анна\"}");
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var values = new { Now = Stores.Time.GetUtcNow(), Later = Stores.Time.GetUtcNow().AddHours(1), One = one, Two = two, Bytes = new byte[32], Other = (byte[])[.. Enumerable.Repeat((byte)7, 32)], Profile = profile, True = true };
        await ExecuteAsync("INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES ('u1', 'MosRu', 'anna-subject', @Now)", values);
        await ExecuteAsync("INSERT INTO RefusedTies (PersonId, Provider, Subject, RefusedAt) VALUES ('u1', 'MosRu', 'boris', @Now), ('u2', 'MosRu', 'anna-subject', @Now)", values);
        await ExecuteAsync("INSERT INTO FormerRecords (FormerId, PersonId, MovedAt) VALUES ('u3', 'u1', @Now)", values);
        await ExecuteAsync("INSERT INTO Activations (PersonId, Id, Login, FoldedLogin, WantedLogin, AskedLogin, MosRuLogin, ReservedAt, CompletedAt) VALUES ('u1', @One, 'Anna_Login', 'anna_login', 'Anna_Login', 'Anna_Login', 'anna_login', @Now, @Now)", values);
        await ExecuteAsync("INSERT INTO PasswordTries (PersonId, Tries) VALUES ('u1', 3), ('u2', 1)");
        await ExecuteAsync("INSERT INTO Devices (Id, CredentialId, OwnerKey, Provider, Subject, PersonId, Name, Browser, ServiceKey, ProfileProtected, PublicKey, SignCount, Transports, IsBackupEligible, IsBackedUp, BoundAt, VouchedAt) VALUES (@One, @Bytes, 'key', 'MosRu', 'anna-subject', 'u1', 'Телефон', 'Anna-Browser', 'diary', @Profile, @Bytes, 0, '', @True, @True, @Now, @Now)", values);
        await ExecuteAsync("INSERT INTO DeviceLooks (Account, LookedAt) VALUES ('MosRu/anna-subject', @Now)", values);
        await ExecuteAsync("INSERT INTO NotMeWords (Hash, Provider, Subject, ExpiresAt) VALUES (@Bytes, 'MosRu', 'anna-subject', @Now)", values);
        await ExecuteAsync("INSERT INTO KnownBrowsers (Account, Hash, SeenAt) VALUES ('MosRu/anna-subject', @Bytes, @Now)", values);
        await ExecuteAsync("INSERT INTO LetterChoices (Account, Refused) VALUES ('MosRu/anna-subject', 'case')");
        await ExecuteAsync("INSERT INTO OperatorSummaries (Account, SentFor, SentAt) VALUES ('MosRu/anna-subject', '2026-09-01', @Now)", values);
        await ExecuteAsync("INSERT INTO Sessions (Id, SecretHash, Provider, Subject, ProfileProtected, Device, DeviceId, SignedInAt, SeenAt, ExpiresAt) VALUES (@One, @Bytes, 'MosRu', 'anna-subject', @Profile, 'Anna-Browser', @One, @Now, @Now, @Later), (@Two, @Other, 'MosRu', 'boris', @Bytes, 'Firefox', NULL, @Now, @Now, @Later)", values);
        await ExecuteAsync("INSERT INTO AccountEmails (Subject, EmailIndex, EmailProtected, ToldAt) VALUES ('anna-subject', @Bytes, @Email, @Now)", new { values.Bytes, values.Now, Email = Stores.Protection.Protect(ProtectedField.Email, "anna-subject", "anna@mark.ru") });
        await ExecuteAsync("INSERT INTO ChildAccounts (PersonId, Id, Login, RequestedBy, RequestedAt, Subject) VALUES ('u1', @One, 'anna_login', 'u2', @Now, 'anna-subject'), ('u4', @Two, 'kid', 'u1', @Now, 'kid')", values);
        await ExecuteAsync("INSERT INTO ChildConsents (Id, PersonId, ByPersonId, Version, TextHash, GivenAt) VALUES (@One, 'u1', 'u2', 1, @Bytes, @Now), (@Two, 'u4', 'u1', 1, @Bytes, @Now)", values);
        await ExecuteAsync("INSERT INTO ChildTries (PersonId, Kind, Tries, EndsAt) VALUES ('u1', 'Passwords', 1, @Now)", values);
        await ExecuteAsync("INSERT INTO PersonKeys (PersonId, RandomKey) VALUES ('u1', @Bytes), ('u4', @Other)", values);
        await ExecuteAsync("INSERT INTO ServiceGrants (Id, ClientId, SessionId, Provider, Subject, PairwiseSubject, Scopes, IsOffline, GivenAt, UsedAt) VALUES (@One, 'journal', @One, 'MosRu', 'anna-subject', 'pairwise', 'openid', @True, @Now, @Now)", values);
        await ExecuteAsync("INSERT INTO ServiceTokens (Id, Version, ClientId, GrantId, Type, PairwiseSubject, CreatedAt) VALUES (@One, @Two, 'journal', @One, 'refresh_token', 'pairwise', @Now)", values);
        await ExecuteAsync("INSERT INTO ServiceSchools (PersonId, ClientId, SchoolId) VALUES ('u1', 'journal', 'school-1')");
        await ExecuteAsync("INSERT INTO ServiceShelves (PersonId, Keys, Favourites, IsList) VALUES ('u1', 'diary', '', @True)", values);
        await ExecuteAsync("INSERT INTO Drafts (Id, Provider, Subject, Form, TextProtected, SavedAt) VALUES (@One, 'MosRu', 'anna-subject', 'anna-form', @Bytes, @Now)", values);
        await ExecuteAsync("INSERT INTO SupportCases (Id, Kind, PersonId, Provider, Subject, MosRuLogin, OpenKey, OpenedAt) VALUES (@One, 'LoginsDiffer', 'u1', 'MosRu', 'anna-subject', 'anna_login', 'LoginsDiffer/u1', @Now)", values);
        await ExecuteAsync("INSERT INTO CaseEntries (CaseNumber, Id, Kind, At, TextProtected) SELECT Number, @Two, 'Words', @Now, @Bytes FROM SupportCases WHERE PersonId = 'u1'", values);
        await ExecuteAsync("INSERT INTO SupportCases (Id, Kind, PersonId, HandlerKey, HandlerName, OpenedAt) VALUES (@Two, 'SnilsDiffers', 'u2', 'u1', 'Анна', @Now)", values);
        await ExecuteAsync("INSERT INTO CaseEntries (CaseNumber, Id, Kind, At, ByKey, ByName) SELECT Number, @One, 'Answer', @Now, 'u1', 'Анна' FROM SupportCases WHERE PersonId = 'u2'", values);
        await ExecuteAsync("INSERT INTO DeskJobs (Id, Action, Why, Provider, Subject, ByKey, ByName, BegunAt) VALUES (@One, 'send-again', 'Так надо', 'MosRu', 'anna-subject', 'u1', 'Анна', @Now), (@Two, 'send-again', 'Так надо', 'MosRu', 'boris', 'u2', 'Борис', @Now)", values);
        await ExecuteAsync("INSERT INTO DeskJobItems (JobNumber, PersonId, Outcome) SELECT Number, 'u2', 'Done' FROM DeskJobs WHERE Subject = 'anna-subject'");
        await ExecuteAsync("INSERT INTO DeskJobItems (JobNumber, PersonId, Outcome) SELECT Number, 'u1', 'Done' FROM DeskJobs WHERE Subject = 'boris'");
        await using (var connection = await Stores.Database.OpenAsync(default))
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await Get<IOutbox>().AddAsync(connection, transaction, [new("tie", "Anna@mark.ru", "", "Анна"), new("tie", "boris@example.ru", "", "Борис")], default);
            await transaction.CommitAsync();
        }

        await Chain.WriteAsync(new("signed-in") { Provider = CityProvider.MosRu, Subject = "anna-subject", Device = "Anna-Browser", Detail = CityProvider.MosRu });
        await Chain.WriteAsync(new("tied") { PersonId = "u1", Provider = CityProvider.MosRu, Subject = "anna-subject" });
        await Chain.WriteAsync(new("activated") { PersonId = "u3", Detail = "anna_login" });
        await Chain.WriteAsync(new("child-password-set") { PersonId = "u4", ByPersonId = "u1", Provider = null, Detail = "kid", Device = "Anna-Browser" });
        await Chain.WriteAsync(new("tie-released") { PersonId = "u2", Provider = CityProvider.MosRu, Subject = "anna-subject", ByPersonId = AuditEntry.BySupport, Detail = "Не тот" });
        await Chain.WriteAsync(new("signed-in") { Provider = CityProvider.MosRu, Subject = "boris", Device = "Firefox" });
        await Chain.SealAsync();
        // Two that no seal stands over yet.
        await Chain.WriteAsync(new("activated") { PersonId = "u1", Detail = "anna_login" });
        await Chain.WriteAsync(new("signed-in") { Provider = CityProvider.MosRu, Subject = "boris", Device = "Firefox" });
    }

    public Task<RemoveOutcome> RemoveAsync(Guid id, string login, CancellationToken cancellation)
    {
        if (IsDirectoryAway)
            return Task.FromResult<RemoveOutcome>(new RemoveOutcome.Unavailable());
        Removed.Add(id);
        return Task.FromResult<RemoveOutcome>(new RemoveOutcome.Removed());
    }

    public Task<CreateOutcome> CreateAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<KeepOutcome> KeepAsync(DomainAccount account, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<SetPasswordOutcome> SetPasswordAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<FindOutcome> FindAsync(Guid id, string login, CancellationToken cancellation) => throw new NotSupportedException();
}
