using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Provider.Grants;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>The product is killed (SIGKILL) at each step of telling services that a session has ended, and started again on the same data.</summary>
public sealed class LogoutKillTests(ITestOutputHelper output)
{
    private static readonly string[] Services = ["one", "two", "three"];

    /// <summary>How many sessions end, which of the services answer before the process ends, and whether it can write that down.</summary>
    private static readonly (string Name, int Sessions, string[] Answer, bool HoldsDatabase)[] Points =
    [
        ("all have answered, the database does not know", 1, Services, true),
        ("several under way, one has answered", 4, ["one"], false),
        ("asked, none has answered", 1, [], false),
        ("nobody asked yet", 1, [], false),
    ];

    [Fact(DisplayName = "BCL 2.5: killed at any step of telling services, the product tells each of them, and where the answer was lost once more by the same word")]
    public async Task Nobody_is_left_untold()
    {
        await using var services = await ToldServices.StartAsync();
        var product = await RunningProduct.StartAsync(SettingsOf(services));
        try
        {
            foreach (var point in TestPlaces.IsFull ? Points : Points.Take(2))
            {
                services.Heard.Clear();
                var all = point.Sessions * Services.Length;
                await KillAsync(product, services, point.Sessions, point.Answer, point.HoldsDatabase, isAsked: point != Points[^1]);
                product = await AgainAsync(product, services);
                await UntilAsync(product, "SELECT (SELECT COUNT(*) FROM LogoutNotices) + (SELECT COUNT(*) FROM EndedSessions)");

                output.WriteLine($"{point.Name}: {services.Heard.Count}");
                var words = services.Heard.GroupBy(heard => (heard.Service, heard.Token.GetPayloadValue<string>("sid"))).ToList();
                words.Count.ShouldBe(all, point.Name);
                words.ShouldAllBe(word => word.Any(heard => heard.IsAnswered), point.Name);
                words.ShouldAllBe(word => word.Select(heard => heard.Token.Id).Distinct().Count() == 1, point.Name);
                words.ShouldAllBe(word => word.Count() <= 2, point.Name);
                words.Count(word => word.Count() == 2).ShouldBe(point == Points[^1] ? 0 : point.HoldsDatabase ? all : all - (point.Answer.Length * point.Sessions), point.Name);
            }
        }
        finally
        {
            await product.DisposeAsync();
        }
    }

    // Sessions end, and the process where the services have been asked.
    private static async Task KillAsync(RunningProduct product, ToldServices services, int sessions, string[] answer, bool holdsDatabase, bool isAsked)
    {
        var (asked, gone) = (new CountdownEvent(sessions * Services.Length), new TaskCompletionSource());
        DbConnection? held = null;
        services.IsAnswered = async service =>
        {
            if (asked.Signal() && holdsDatabase)
                held = await product.Place.Database.HoldAsync();
            // None is answered before the database is held.
            while (holdsDatabase && held is null)
                await Task.Delay(10);
            if (!answer.Contains(service))
                await gone.Task;
            return answer.Contains(service);
        };
        await EndAsync(product, sessions);
        if (isAsked)
        {
            (await Task.Run(() => asked.Wait(Invariants.Patience))).ShouldBeTrue(product.Output);
            if (holdsDatabase)
                await Task.Delay(TimeSpan.FromSeconds(1));
            else
                await UntilAsync(product, "SELECT COUNT(*) FROM LogoutNotices", (sessions * Services.Length) - (answer.Length * sessions));
        }

        await product.KillAsync();
        services.IsAnswered = _ => Task.FromResult(true);
        gone.SetResult();
        if (held is not null)
            await held.DisposeAsync();
    }

    private static async Task EndAsync(RunningProduct product, int sessions)
    {
        var grants = new GrantStore(product.Place.Database.Product(), TimeProvider.System);
        for (var number = 0; number < sessions; number++)
        {
            var session = Guid.CreateVersion7();
            foreach (var service in Services)
                await grants.GiveAsync(new ServiceGrant { Id = Guid.CreateVersion7(), ClientId = service, SessionId = session, Provider = CityProvider.MosRu, Subject = "anna", PairwiseSubject = $"anna at {service}", Scopes = "openid" }, default);
            await using var connection = await product.Place.Database.OpenAsync();
            await connection.ExecuteAsync("INSERT INTO EndedSessions (SessionId) VALUES (@session)", new { session });
        }
    }

    private static async Task<RunningProduct> AgainAsync(RunningProduct product, ToldServices services)
    {
        var start = RunningProduct.Command([], product.Folder, product.Cabinet.Port, product.City.Port);
        foreach (var (key, value) in SettingsOf(services))
            start.Environment[key] = value;
        return await RunningProduct.StartAsync(start, product.Place);
    }

    // No city beside it: the services are the test's own.
    private static (string Key, string Value)[] SettingsOf(ToldServices services) =>
    [
        ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", ""), ("MosRu__ClientSecret", "secret"), ("Gosuslugi__Enabled", "false"),
        ("DomainAccounts__Scim__Address", "http://localhost:1/scim"), ("DomainAccounts__Scim__Token", "token"),
        .. Services.SelectMany(service => new[]
        {
            ($"Clients__{service}__ClientId", service), ($"Clients__{service}__Title", service), ($"Clients__{service}__Secrets__0", $"secret-of-{service}-which-is-long-enough"),
            ($"Clients__{service}__RedirectUris__0", "http://localhost:9999/callback"), ($"Clients__{service}__BackChannelLogoutUri", services.At(service)),
        }),
    ];

    private static async Task UntilAsync(RunningProduct product, string sql, int value = 0)
    {
        var patience = Task.Delay(Invariants.Patience);
        while (true)
        {
            await using var connection = await product.Place.Database.OpenAsync();
            if (await connection.ExecuteScalarAsync<int>(sql) == value)
                return;
            patience.IsCompleted.ShouldBeFalse(product.Output);
            await Task.Delay(100);
        }
    }
}
