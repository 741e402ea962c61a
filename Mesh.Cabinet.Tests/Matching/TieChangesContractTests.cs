using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Tests.Database;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>Ends and moves of ties on every database: all that is the person's goes along, or nothing has happened.</summary>
public sealed class TieChangesContractTests
{
    private static readonly TiedAccount Anna = new() { Provider = "MosRu", Subject = "anna" };
    private static readonly TiedAccount Vera = new() { Provider = "MosRu", Subject = "vera" };

    /// <summary>What schools say of a record, what happened to it, and from where a person came: that is the record's, and stays.</summary>
    private static readonly string[] Staying =
    [
        "PersonContacts.PersonId", "PersonAgents.PersonId", "PersonAgents.AgentId", "Posts.PersonId", "Enrollments.PersonId", "ChangedPeople.PersonId",
        "AuditTrail.PersonId", "AuditTrail.ByPersonId", "FormerRecords.FormerId", "TieProposals.PersonId", "ImportFindings.PersonId", "ImportRemarks.PersonId", "DeskJobItems.PersonId",
    ];

    [Theory(DisplayName = "E44: whatever table names a person, a move carries what is the person's to the other record")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Everything_moves(DatabaseProvider provider)
    {
        await using var ground = await MoveGround.OpenAsync(provider);
        var columns = PersonColumns().Except(Staying).ToList();
        columns.Count.ShouldBeGreaterThanOrEqualTo(13);
        foreach (var column in columns)
            (await ground.CountAsync(column, "u1")).ShouldBeGreaterThan(0, $"{column}: rows of it neither stay nor are moved by this test");

        (await ground.Changes.MoveAsync("u1", "u2", "Новый номер записи", default)).ShouldBe(new MoveOutcome.Moved());

        foreach (var column in columns)
        {
            (await ground.CountAsync(column, "u1")).ShouldBe(0, column);
            (await ground.CountAsync(column, "u2")).ShouldBeGreaterThan(0, column);
        }

        (await ground.Stores.ScalarAsync("SELECT Login FROM Activations WHERE PersonId = 'u2' AND CompletedAt IS NOT NULL AND DueAt IS NOT NULL")).ShouldBe("Anna", "the login stays, and the keeper looks");
        (await ground.Stores.ScalarAsync("SELECT Tries FROM PasswordTries WHERE PersonId = 'u2'")).ShouldBe("3");
        (await ground.Stores.ScalarAsync("SELECT OpenKey FROM SupportCases WHERE PersonId = 'u2'")).ShouldBe("LoginsDiffer/u2");
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM RefusedTies WHERE Subject = 'anna'")).ShouldBe("0", "the operator wants the account there");
        using var ties = new TieStore(ground.Stores.Database, ground.Stores.Time);
        (await ties.FormerAsync("u2", default)).Order().ShouldBe(["u1", "u3"]);
        (await ground.Stores.AuditAsync("u2")).ShouldBe(["tie-moved Новый номер записи"]);
        (await ground.Stores.AuditAsync("u1")).ShouldBe(["tie-moved Новый номер записи"]);

        (await ground.Changes.MoveAsync("u2", "u1", "Обратно", default)).ShouldBe(new MoveOutcome.Moved());
        (await ties.FormerAsync("u1", default)).Order().ShouldBe(["u2", "u3"]);
    }

    [Theory(DisplayName = "D11: a record that has a tie, a login or a child's account of its own takes no other's, and nothing has happened")]
    [InlineData("INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES ('u2', 'MosRu', 'vera', @Now)")]
    [InlineData("INSERT INTO Activations (PersonId, Id, Login, FoldedLogin, WantedLogin, AskedLogin, ReservedAt) VALUES ('u2', @Id, 'vera', 'vera', 'vera', 'vera', @Now)")]
    [InlineData("INSERT INTO ChildAccounts (PersonId, Id, Login, RequestedBy, RequestedAt) VALUES ('u2', @Id, 'vera', 'u4', @Now)")]
    public async Task A_target_in_use(string sql)
    {
        await using var ground = await MoveGround.OpenAsync(DatabaseProvider.Sqlite);
        await ground.ExecuteAsync(sql, new { Now = ground.Stores.Time.GetUtcNow(), Id = Guid.CreateVersion7() });
        (await ground.Changes.MoveAsync("u1", "u2", "Зачем-то", default)).ShouldBe(new MoveOutcome.TargetInUse("u2"));
        foreach (var column in PersonColumns().Except(Staying))
            (await ground.CountAsync(column, "u1")).ShouldBeGreaterThan(0, column);
        (await ground.Stores.AuditAsync("u1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_on_which_nothing_hangs_is_not_moved_and_leaves_no_trace()
    {
        await using var ground = await MoveGround.OpenAsync(DatabaseProvider.Sqlite);
        (await ground.Changes.MoveAsync("u4", "u5", "Ошибка", default)).ShouldBe(new MoveOutcome.NothingThere("u4"));
        (await ground.CountAsync("FormerRecords.FormerId", "u4")).ShouldBe(0);
    }

    [Theory(DisplayName = "D11, E44: a record given to another account keeps its login, whose password is asked for anew; until then the directory's account is off")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Another_account(DatabaseProvider provider)
    {
        await using var ground = await MoveGround.OpenAsync(provider);
        (await ground.Changes.MoveAccountAsync("u1", Anna, Vera, "Новый аккаунт", default)).ShouldBe(new MoveOutcome.Moved());
        using var ties = new TieStore(ground.Stores.Database, ground.Stores.Time);
        (await ties.FindAccountAsync("u1", default)).ShouldBe(Vera);
        (await ties.FindAsync("MosRu", "anna", default)).ShouldBeNull();
        (await ground.Stores.ScalarAsync("SELECT Login FROM Activations WHERE PersonId = 'u1' AND CompletedAt IS NULL AND ReopenedAt IS NOT NULL AND UntiedAt IS NOT NULL AND DueAt IS NOT NULL")).ShouldBe("Anna");
        (await ground.Stores.AuditAsync("u1")).ShouldBe(["tie-account-changed Новый аккаунт"]);
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Subject = 'anna' AND Event = 'tie-released'")).ShouldBe("1", "the former account reads it too");

        (await ground.Changes.MoveAccountAsync("u2", null, Vera, "Ошибка", default)).ShouldBe(new MoveOutcome.AccountInUse("u1"));
        (await ground.Changes.MoveAccountAsync("u1", Anna, new TiedAccount { Provider = "MosRu", Subject = "third" }, "Поздно", default)).ShouldBe(new MoveOutcome.ChangedMeanwhile());
    }

    [Theory(DisplayName = "D11: of many who move and come at once, one gets the record")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_race(DatabaseProvider provider)
    {
        await using var ground = await MoveGround.OpenAsync(provider);
        using var ties = new TieStore(ground.Stores.Database, ground.Stores.Time);
        var moves = Enumerable.Range(0, 6).Select(number => Task.Run(async () =>
            await ground.Changes.MoveAccountAsync("u4", null, new TiedAccount { Provider = "MosRu", Subject = $"moved-{number}" }, "Сразу", default) is MoveOutcome.Moved));
        var comes = Enumerable.Range(0, 6).Select(number => Task.Run(async () => await ties.TieAsync("u4", "MosRu", $"came-{number}", default) is TieOutcome.Tied));
        (await Task.WhenAll(moves.Concat(comes))).Count(isDone => isDone).ShouldBe(1);
        (await ground.CountAsync("Ties.PersonId", "u4")).ShouldBe(1);
    }

    /// <summary>Every column that names a person: by a reference to the records, or by what it is called.</summary>
    private static List<string> PersonColumns()
    {
        using var database = new TestDatabase();
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT t.name || '.' || f."from" FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table' AND f."table" = 'People'
            UNION SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name LIKE '%PersonId%'
            """;
        using var reader = command.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read())
            columns.Add(reader.GetString(0));
        return [.. columns.Where(column => !column.StartsWith("Staged", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
