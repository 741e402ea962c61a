using System.Text.Json;
using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk;
using Mesh.Cabinet.Desk.Jobs;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Desk.Jobs;

/// <summary>Two schools with people, and an operator of each and of the city, among the program's own services.</summary>
internal sealed class JobGround : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly CabinetDatabase database;
    private readonly IDisposable cleanup;

    public JobGround(DatabaseProvider provider = DatabaseProvider.Sqlite, int pupils = 4)
    {
        (database, cleanup) = StoreContract.Open(provider);
        Roster = new TestRoster(database, Time);
        Roster.Orgs.Add("s2,Школа № 2,school,zao,,");
        Roster.Users = ["o1,,,Орлова,Мария,,,,", "o2,,,Павлов,Артём,,,,", .. Enumerable.Range(1, pupils).Select(number => $"c{number},,,Сидоров,Пётр{number},,,,"), "d1,,,Дроздова,Яна,,,,", "m1,,,Сидорова,Анна,,,,"];
        Roster.Roles =
        [
            "r1,o1,primary,principal,,,s1,", "r2,o2,primary,principal,,,s2,", .. Enumerable.Range(1, pupils).Select(number => $"p{number},c{number},primary,student,,,s1,"), "r3,d1,primary,student,,,s2,", "r4,m1,primary,parent,,,s1,",
        ];
        var all = new ServiceCollection();
        foreach (var service in Doubles.ProgramServices.All)
            ((ICollection<ServiceDescriptor>)all).Add(service);
        all.AddSingleton(database).AddSingleton(Roster.Database.Protection).AddSingleton<TimeProvider>(Time).AddSingleton(Roster.Records);
        all.AddSingleton<IOptionsMonitor<DeskOptions>>(new OperatorsTests.Fixed(new DeskOptions { Operators = [new NamedOperator { Provider = "MosRu", Subject = "city", Organisation = "msk" }] }));
        all.AddSingleton<IOptions<MailOptions>>(Options.Create(new MailOptions { Host = "localhost", From = "mesh@example.ru" }));
        services = all.BuildServiceProvider();
    }

    public static CaseOperator Head { get; } = Of("o1", "head", "s1");

    public static CaseOperator Other { get; } = Of("o2", "other", "s2");

    public static CaseOperator City { get; } = new() { Key = "MosRu/city", Name = "Лариса", IsCity = true, Provider = "MosRu", Subject = "city" };

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 9, 1, 5, 0, 0, TimeSpan.Zero));

    public TestRoster Roster { get; }

    public JobStore Jobs => Get<JobStore>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public JobKeeper Keeper() => new(
        new LeaseStore(database, Time), Jobs, Get<JobQueueStore>(), Get<StandingOperators>(), services.GetRequiredService<IServiceScopeFactory>(), Time, NullLogger<JobKeeper>.Instance);

    public static async Task<JobGround> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, int pupils = 4)
    {
        var ground = new JobGround(provider, pupils);
        (await ground.Roster.CountAsync(allowsWithdrawals: true)).ShouldEndWith("refused=0", customMessage: string.Join(' ', ground.Roster.Findings));
        await ground.ExecuteAsync("INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES ('o1', 'MosRu', 'head', @Now), ('o2', 'MosRu', 'other', @Now)");
        return ground;
    }

    /// <summary>These people have an account.</summary>
    public async Task ActivateAsync(params IEnumerable<string> people)
    {
        await using var connection = await database.OpenAsync(default);
        foreach (var id in people)
        {
            await connection.ExecuteAsync(
                "INSERT INTO Activations (PersonId, Id, Login, FoldedLogin, WantedLogin, AskedLogin, ReservedAt, CompletedAt) VALUES (@Id, @Number, @Id, @Id, @Id, @Id, @Now, @Now)",
                new { Id = id, Number = Guid.CreateVersion7(), Now = Time.GetUtcNow() });
        }
    }

    /// <summary>Somebody has come in of late.</summary>
    public async Task ComeAsync(string personId, CityProfile profile)
    {
        var bytes = Roster.Database.Protection.Protect(ProtectedField.Profile, CityProfile.AccountOf(profile.Provider, profile.Subject), JsonSerializer.Serialize(profile));
        await using var connection = await database.OpenAsync(default);
        await connection.ExecuteAsync("INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES (@personId, @Provider, @Subject, @Now)", new { personId, profile.Provider, profile.Subject, Now = Time.GetUtcNow() });
        await connection.ExecuteAsync(
            "INSERT INTO Sessions (Id, SecretHash, Provider, Subject, ProfileProtected, Device, SignedInAt, SeenAt, ExpiresAt) VALUES (@Id, @Hash, @Provider, @Subject, @Bytes, 'Firefox', @Now, @Now, @Later)",
            new { Id = Guid.CreateVersion7(), Hash = Guid.CreateVersion7().ToByteArray().Concat(new byte[16]).ToArray(), profile.Provider, profile.Subject, Bytes = bytes, Now = Time.GetUtcNow(), Later = Time.GetUtcNow().AddDays(40) });
    }

    public static JobPerson[] Pupils(params IEnumerable<string> ids) => [.. ids.Select(id => new JobPerson(id, id, id[0] == 'd' ? "s2" : "s1"))];

    public async Task<long> BeginAsync(CaseOperator by, string action, params IEnumerable<string> people) =>
        await Jobs.BeginAsync(by, Guid.CreateVersion7(), await Get<JobPlanner>().OfPeopleAsync(by, action, "Школа", Pupils(people), default), "Так надо", default);

    public async Task<string> PrintAsync(CaseOperator by, long number) =>
        string.Join(", ", (await Jobs.ItemsAsync(by, number, null, 0, 1000, default)).Select(item => $"{JobWords.Whom(item)} {item.Outcome?.ToString() ?? "waits"}"));

    public async Task<string> ScalarAsync(string sql)
    {
        await using var connection = await database.OpenAsync(default);
        return $"{await connection.ExecuteScalarAsync(sql)}";
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await database.OpenAsync(default);
        await connection.ExecuteAsync(sql, new { Now = Time.GetUtcNow() });
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Roster.Dispose();
        cleanup.Dispose();
    }

    private static CaseOperator Of(string personId, string subject, string school) => new() { Key = personId, Name = subject, Schools = [school], Provider = "MosRu", Subject = subject, PersonId = personId };
}
