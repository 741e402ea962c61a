using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk.Jobs;
using Mesh.Cabinet.Tests.SchoolRecords.Import;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>The product is killed (SIGKILL) while it works a job of the desk off, and started again on the same data.</summary>
public sealed class JobKillTests
{
    private const int People = 400;
    private static readonly int Kills = TestPlaces.IsFull ? 10 : 2;

    private static readonly (string Key, string Value)[] Settings =
    [
        ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", ""), ("MosRu__ClientSecret", "secret"), ("Gosuslugi__Enabled", "false"),
        ("DomainAccounts__Scim__Address", "http://localhost:1/scim"), ("DomainAccounts__Scim__Token", "token"),
        ("Desk__Operators__0__Provider", "MosRu"), ("Desk__Operators__0__Subject", "larisa"), ("Desk__Operators__0__Organisation", "zao"),
    ];

    [Fact(DisplayName = "R58, R59: killed in the middle of a job and started again, the product does the rest: nobody is lost, and nobody done twice")]
    public async Task Nobody_is_lost_or_doubled()
    {
        var product = await RunningProduct.StartAsync(Settings);
        try
        {
            var number = await BeginAsync(product);
            for (var kill = 1; kill <= Kills; kill++)
            {
                var before = People * kill / (Kills + 1);
                await UntilAsync(product, ended => ended >= before);
                await product.KillAsync();
                (await EndedAsync(product)).ShouldBeLessThan(People, "the product was quicker than its end");
                product = await AgainAsync(product);
            }

            await UntilAsync(product, ended => ended == People);
            (await ScalarAsync(product, "SELECT COUNT(*) FROM DeskJobItems WHERE Outcome = 'Done'")).ShouldBe(People);
            (await ScalarAsync(product, "SELECT COUNT(*) FROM AuditTrail WHERE Event = 'job-send-again'")).ShouldBe(People / 2);
            (await ScalarAsync(product, "SELECT COUNT(DISTINCT PersonId) FROM AuditTrail WHERE Event = 'job-send-again'")).ShouldBe(People / 2);
            (await ScalarAsync(product, "SELECT COUNT(*) FROM CaseEntries")).ShouldBe(People / 2);
            (await ScalarAsync(product, "SELECT COUNT(DISTINCT CaseNumber) FROM CaseEntries")).ShouldBe(People / 2);
            number.ShouldBeGreaterThan(0);
        }
        finally
        {
            await product.DisposeAsync();
        }
    }

    // Half of them by a case, half by themselves.
    private static async Task<long> BeginAsync(RunningProduct product)
    {
        var database = product.Place.Database.Product();
        var protection = new FieldProtection(FieldProtectionKey.Find("", product.Folder));
        using var roster = new TestRoster(database, TimeProvider.System, protection)
        {
            Users = [.. Enumerable.Range(1, People).Select(at => $"c{at},,,Сидоров,Пётр,,,,")],
            Roles = [.. Enumerable.Range(1, People).Select(at => $"r{at},c{at},primary,student,,,s1,")],
        };
        (await roster.CountAsync()).ShouldEndWith("refused=0");
        await using var connection = await database.OpenAsync(default);
        await connection.ExecuteAsync(
            "INSERT INTO Activations (PersonId, Id, Login, FoldedLogin, WantedLogin, AskedLogin, ReservedAt, CompletedAt) VALUES (@Person, @Id, @Person, @Person, @Person, @Person, @Now, @Now)",
            Enumerable.Range(1, People).Select(at => new { Person = $"c{at}", Id = Guid.CreateVersion7(), Now = DateTimeOffset.UtcNow }));
        var cases = new SupportCaseStore(database, protection, TimeProvider.System);
        var items = new List<PlannedItem>();
        for (var at = 1; at <= People; at++)
        {
            items.Add(new PlannedItem("s1", $"c{at}", at % 2 == 0 ? null : await cases.OpenAsync(new SupportCaseDraft { Kind = SupportCaseKind.AccountRefused, PersonId = $"c{at}", SchoolId = "s1", OpenKey = $"AccountRefused/c{at}" }, default), null));
        }

        var by = new CaseOperator { Key = "MosRu/larisa", Name = "Лариса", Schools = ["s1"], Provider = "MosRu", Subject = "larisa" };
        return await new JobStore(database, TimeProvider.System).BeginAsync(by, Guid.CreateVersion7(), new JobPlan("send-again", "Школа № 1", items), "Каталог лежал", default);
    }

    private static async Task<RunningProduct> AgainAsync(RunningProduct product)
    {
        var start = RunningProduct.Command([], product.Folder, product.Cabinet.Port, product.City.Port);
        foreach (var (key, value) in Settings)
            start.Environment[key] = value;
        return await RunningProduct.StartAsync(start, product.Place);
    }

    private static async Task UntilAsync(RunningProduct product, Func<int, bool> isThere)
    {
        var patience = Task.Delay(Invariants.Patience);
        while (!isThere(await EndedAsync(product)))
        {
            patience.IsCompleted.ShouldBeFalse(product.Output);
            await Task.Delay(20);
        }
    }

    private static Task<int> EndedAsync(RunningProduct product) => ScalarAsync(product, "SELECT COUNT(*) FROM DeskJobItems WHERE Outcome IS NOT NULL");

    private static async Task<int> ScalarAsync(RunningProduct product, string sql)
    {
        await using var connection = await product.Place.Database.OpenAsync();
        return await connection.ExecuteScalarAsync<int>(sql);
    }
}
