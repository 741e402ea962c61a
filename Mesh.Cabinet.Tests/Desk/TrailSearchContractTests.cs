using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk.Audit;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Desk;

/// <summary>The search of the audit trail, on every database: u1 and u2 are of school s1, u3 of none.</summary>
public sealed class TrailSearchContractTests
{
    private static readonly TrailFilter All = new(null, null, null, null, null);

    [Theory(DisplayName = "R58: an operator finds entries of people of their own schools alone, by record and by tied account; the city finds all")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Scope(DatabaseProvider provider)
    {
        using var ground = await FillAsync(provider);
        (await FindAsync(ground, Of("s1"), All)).ShouldBe(["signed-in anna", "activated u2", "signed-in anna", "activated u1"]);
        (await FindAsync(ground, Of("p1"), All)).ShouldBe([]);
        (await FindAsync(ground, Of("s1"), All with { People = ["u3"] })).ShouldBe([], "a record that is not theirs, asked for by its id");
        // The searches before are entries themselves, and name nobody but the operator.
        (await FindAsync(ground, City, All)).ShouldBe(["audit-searched ", "audit-searched u3", "audit-searched ", "audit-searched ", "activated u3", "signed-in boris", "signed-in anna", "activated u2", "signed-in anna", "activated u1"]);
    }

    [Theory(DisplayName = "R58: the trail is searched by person, by whose hand it was, by event and by time, page by page")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Filters(DatabaseProvider provider)
    {
        using var ground = await FillAsync(provider);
        var store = new TrailSearchStore(ground.Database, ground.Time);
        (await FindAsync(ground, City, All with { People = ["u1"] })).ShouldBe(["audit-searched u1", "signed-in anna", "signed-in anna", "activated u1"]);
        (await FindAsync(ground, City, All with { Hands = [AuditEntry.BySupport], Event = "activated" })).ShouldBe(["activated u3"]);
        (await FindAsync(ground, City, All with { Hands = ["u1"], Event = "activated" })).ShouldBe(["activated u2"]);
        (await FindAsync(ground, City, All with { Hands = [] })).ShouldBe([]);
        var start = new DateTimeOffset(2026, 9, 1, 5, 0, 0, TimeSpan.Zero);
        (await FindAsync(ground, City, All with { From = start.AddMinutes(1), To = start.AddMinutes(3) })).ShouldBe(["activated u2", "signed-in anna"]);

        var page = await store.ListAsync(City, All with { Event = "signed-in" }, 1, 1, default);
        page.Total.ShouldBe(3);
        page.Rows.Select(row => row.Subject).ShouldBe(["anna"]);
    }

    [Theory(DisplayName = "R59: a search for a person and an export stand in that person's trail, with the operator, and a further page is no other search")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Recorded(DatabaseProvider provider)
    {
        using var ground = await FillAsync(provider);
        var store = new TrailSearchStore(ground.Database, ground.Time);
        await store.ListAsync(Of("s1"), All with { People = ["u2"] }, 0, 25, default);
        await store.ListAsync(Of("s1"), All with { People = ["u2"] }, 25, 25, default);
        var exported = await store.ExportAsync(Of("s1"), All with { People = ["u2"] }, default);
        (await ground.AuditAsync("u2")).ShouldBe(["activated anna", "audit-searched * * *", "audit-exported * * *"]);
        exported.Select(row => row.Event).ShouldBe(["activated", "audit-searched", "audit-exported"], "an export has its own entry too");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event LIKE 'audit-%' AND ByPersonId = 'operator'")).ShouldBe("2");
    }

    [Fact]
    public void A_cell_that_a_spreadsheet_would_take_for_a_formula_stays_a_text()
    {
        var rows = new[] { new TrailRow { Number = 7, At = DateTimeOffset.UnixEpoch, Event = "tied", Detail = "=cmd|' /C calc'!A0", Device = "a \"b\", c\r\nd" } };
        System.Text.Encoding.UTF8.GetString(TrailCsv.Write(rows)).ShouldBe(
            "\uFEFFnumber,at,event,person,account,by,detail,device\r\n\"7\",\"1970-01-01T00:00:00.0000000Z\",\"tied\",\"\",\"\",\"\",\"'=cmd|' /C calc'!A0\",\"a \"\"b\"\", c\r\nd\"\r\n");
    }

    [Theory]
    [InlineData("2026-09-01", true)]
    [InlineData("01.09.2026", false)]
    [InlineData("0001-01-01", false)]
    [InlineData(null, false)]
    public void A_day_is_read_as_the_browser_writes_it(string? typed, bool isOne) => (TrailQuery.Day(typed) is not null).ShouldBe(isOne);

    private static CaseOperator Of(string school) => new() { Key = "operator", Name = "Оператор", Schools = [school], Provider = "MosRu", Subject = "operator", PersonId = "operator" };

    private static CaseOperator City => Of("") with { IsCity = true, PersonId = null };

    private static async Task<IReadOnlyList<string>> FindAsync(StoreGround ground, CaseOperator by, TrailFilter filter)
    {
        var found = await new TrailSearchStore(ground.Database, ground.Time).ListAsync(by, filter, 0, 100, default);
        found.Total.ShouldBe(found.Rows.Count);
        return [.. found.Rows.Select(row => $"{row.Event} {row.PersonId ?? row.Subject}")];
    }

    private static async Task<StoreGround> FillAsync(DatabaseProvider provider)
    {
        var ground = await StoreGround.OpenAsync(provider);
        await using (var connection = await ground.Database.OpenAsync(default))
            await connection.ExecuteAsync("INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES ('u1', 'MosRu', 'anna', @Now)", new { Now = ground.Time.GetUtcNow() });
        AuditEntry[] entries =
        [
            new("activated") { PersonId = "u1", Detail = "anna" },
            new("signed-in") { Provider = "MosRu", Subject = "anna" },
            new("activated") { PersonId = "u2", ByPersonId = "u1", Detail = "anna" },
            new("signed-in") { Provider = "MosRu", Subject = "anna" },
            new("signed-in") { Provider = "MosRu", Subject = "boris" },
            new("activated") { PersonId = "u3", ByPersonId = AuditEntry.BySupport },
        ];
        foreach (var entry in entries)
        {
            await using var connection = await ground.Database.OpenAsync(default);
            await using var transaction = await connection.BeginTransactionAsync();
            await AuditTrail.WriteAsync(connection, transaction, entry, ground.Time.GetUtcNow(), default);
            await transaction.CommitAsync();
            ground.Time.Advance(TimeSpan.FromMinutes(1));
        }

        return ground;
    }
}
