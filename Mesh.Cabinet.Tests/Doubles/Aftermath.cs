using System.Data.Common;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Mesh.Cabinet.Sandbox.Running;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>What is left behind: the rows of the product's database and the objects of the directory.</summary>
internal sealed class Aftermath(ProductPlace place)
{
    public Aftermath(RunningProduct product)
        : this(product.Place)
    {
    }

    /// <summary>The activations of the person with this login at mos.ru; one at most, if all is well.</summary>
    public async Task<IReadOnlyList<WrittenActivation>> ActivationsOfAsync(string mosRuLogin)
    {
        await using var database = await OpenAsync();
        return [.. await database.QueryAsync<WrittenActivation>("SELECT Login, AskedLogin, Id, CompletedAt FROM Activations WHERE MosRuLogin = @mosRuLogin", new { mosRuLogin })];
    }

    /// <summary>The one activation of this person.</summary>
    public async Task<WrittenActivation> ActivationOfAsync(string mosRuLogin) => (await ActivationsOfAsync(mosRuLogin)).ShouldHaveSingleItem();

    /// <summary>The sessions of whoever signed in last, the newest first.</summary>
    public async Task<IReadOnlyList<Guid>> SessionsOfTheLastAsync()
    {
        const string sql = """
            SELECT s.Id FROM Sessions s JOIN Sessions l ON l.Provider = s.Provider AND l.Subject = s.Subject
            WHERE l.SignedInAt = (SELECT MAX(SignedInAt) FROM Sessions)
            ORDER BY s.SignedInAt DESC
            """;
        await using var database = await OpenAsync();
        return [.. await database.QueryAsync<Guid>(sql)];
    }

    /// <summary>Nothing is written of this person, in the database or in the directory.</summary>
    public async Task ShouldBeNothingAsync(string login)
    {
        (await ActivationsOfAsync(login)).ShouldBeEmpty();
        (await ObjectsAsync(login)).ShouldBeEmpty();
    }

    /// <summary>The directory's objects under this login.</summary>
    public Task<IReadOnlyList<JsonObject>> ObjectsAsync(string login) => FindAsync($"userName eq \"{login}\"");

    /// <summary>The directory's objects that bear the id of this activation.</summary>
    public Task<IReadOnlyList<JsonObject>> ObjectsWithAsync(Guid activationId) => FindAsync($"externalId eq \"{activationId}\"");

    /// <summary>Every object of the directory.</summary>
    public async Task<IReadOnlyList<JsonObject>> AllObjectsAsync()
    {
        using var http = Directory();
        var all = new List<JsonObject>();
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonObject>(At($"/Users?startIndex={all.Count + 1}"));
            all.AddRange(page!["Resources"]!.AsArray().Select(user => user!.AsObject()));
            if (all.Count >= page["totalResults"]!.GetValue<int>())
                return all;
        }
    }

    /// <summary>Somebody else makes an object in the directory.</summary>
    public async Task AddObjectAsync(string login, string? externalId)
    {
        using var http = Directory();
        using var made = await http.PostAsJsonAsync(At("/Users"), new
        {
            schemas = (string[])["urn:ietf:params:scim:schemas:core:2.0:User"],
            userName = login,
            externalId,
            displayName = "Чужая запись",
            active = true,
        });
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    /// <summary>Puts the account into the keeper's queue, as a date does on which a post changes.</summary>
    public async Task MakeDueAsync(string personId)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync("UPDATE Activations SET DueAt = @Past WHERE PersonId = @personId",
            new { personId, Past = DateTimeOffset.UtcNow.AddMinutes(-1) });
    }

    /// <summary>As if the password of an activation had been typed at another moment.</summary>
    public async Task SetPasswordAtAsync(string mosRuLogin, DateTimeOffset at)
    {
        await using var database = await OpenAsync();
        await database.ExecuteAsync("UPDATE Activations SET PasswordSetAt = @At WHERE MosRuLogin = @mosRuLogin", new { mosRuLogin, At = at });
    }

    /// <summary>Somebody changes an object of the directory by hand.</summary>
    public Task ChangeObjectAsync(string login, string path, JsonNode? value) => ChangeObjectAsync(login, (path, value));

    /// <summary>Somebody changes an object of the directory by hand, all of this at once.</summary>
    public async Task ChangeObjectAsync(string login, params (string Path, JsonNode? Value)[] changes)
    {
        using var http = Directory();
        var id = (await ObjectsAsync(login))[0]["id"]!.GetValue<string>();
        var patch = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
            ["Operations"] = new JsonArray([.. changes.Select(change => new JsonObject { ["op"] = "replace", ["path"] = change.Path, ["value"] = change.Value })]),
        };
        using var changed = await http.PatchAsJsonAsync(At($"/Users/{id}"), patch);
        changed.EnsureSuccessStatusCode();
    }

    /// <summary>Ids of the open sessions of an account at mos.ru.</summary>
    public async Task<IReadOnlyList<Guid>> SessionsOfAsync(string subject)
    {
        await using var database = await OpenAsync();
        return [.. await database.QueryAsync<Guid>("SELECT Id FROM Sessions WHERE Subject = @subject", new { subject })];
    }

    /// <summary>Ends every session of an account at mos.ru, as an operator or another device would.</summary>
    public async Task EndSessionsOfAsync(string subject)
    {
        await using var database = await OpenAsync();
        (await database.ExecuteAsync("DELETE FROM Sessions WHERE Subject = @subject", new { subject })).ShouldBeGreaterThan(0);
    }

    /// <summary>As if the person had done nothing in any session for so long.</summary>
    public async Task LeaveIdleAsync(string subject, TimeSpan forSoLong)
    {
        await using var database = await OpenAsync();
        var seenAt = DateTimeOffset.UtcNow - forSoLong;
        (await database.ExecuteAsync("UPDATE Sessions SET SeenAt = @seenAt WHERE Subject = @subject", new { subject, seenAt })).ShouldBeGreaterThan(0);
    }

    /// <summary>As if a bound device had opened every session of this account.</summary>
    public async Task ComeByDeviceAsync(string subject, string service)
    {
        await using var database = await OpenAsync();
        var device = new { subject, service, Id = Guid.NewGuid(), Key = Guid.NewGuid().ToByteArray() };
        await database.ExecuteAsync("""
            INSERT INTO Devices (Id, CredentialId, OwnerKey, Provider, Subject, PersonId, Name, Browser, ServiceKey, ProfileProtected, PublicKey, SignCount, Transports,
                IsBackupEligible, IsBackedUp, BoundAt, VouchedAt)
            SELECT @Id, @Key, '', Provider, Subject, PersonId, 'Телефон', '', @service, @Key, @Key, 0, '', 0, 0, TiedAt, TiedAt FROM Ties WHERE Subject = @subject
            """, device);
        (await database.ExecuteAsync("UPDATE Sessions SET DeviceId = @Id WHERE Subject = @subject", device)).ShouldBeGreaterThan(0);
    }

    /// <summary>Whether a school PC lets the person in.</summary>
    public async Task<bool> PcAcceptsAsync(string login, string password)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(place.City, "/equipment/sign-in"), new { where = "pc", login, password });
        return answer.IsSuccessStatusCode;
    }

    public Task<DbConnection> OpenAsync() => place.Database.OpenAsync();

    private async Task<IReadOnlyList<JsonObject>> FindAsync(string filter)
    {
        using var http = Directory();
        var found = await http.GetFromJsonAsync<JsonObject>(At($"/Users?filter={Uri.EscapeDataString(filter)}"));
        return [.. found!["Resources"]!.AsArray().Select(user => user!.AsObject())];
    }

    private Uri At(string path) => new(place.City, "/scim/v2" + path);

    private static HttpClient Directory()
    {
        var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SandboxSettings.Secret);
        return http;
    }
}

/// <summary>A row of the activations.</summary>
internal sealed record WrittenActivation
{
    public string Login { get; init; } = "";

    public string AskedLogin { get; init; } = "";

    public Guid Id { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
}
