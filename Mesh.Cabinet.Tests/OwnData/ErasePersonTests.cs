using System.Text.RegularExpressions;
using Dapper;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Audit;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.OwnData;
using Mesh.Cabinet.Tests.Database;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Tests.OwnData;

/// <summary>R61: what came from mos.ru and from use goes, the record stays, and the audit trail verifies as before.</summary>
public sealed class ErasePersonTests
{
    /// <summary>Tables that hold something of somebody, or look as if, and why no feature has to answer for them.</summary>
    private static readonly Dictionary<string, string> Unanswered = new()
    {
        ["KeyRing"] = "keys",
        ["LastingKeys"] = "keys",
        ["EventKeys"] = "keys",
        ["AuditChain"] = "the chain's key",
        ["AuditKeys"] = "destroyed with the trail",
        ["Outbox"] = "by the addresses of the person",
        ["ErasedLogins"] = "hashes",
        ["AuditSeals"] = "names of keys",
        ["Leases"] = "work of nodes",
        ["ImportLease"] = "work of nodes",
        ["ImportFindings"] = "files of the school's, until the next import",
        ["Organisations"] = "schools",
        ["ProviderKeys"] = "keys of the site",
    };

    [Fact(DisplayName = "R61: a table with a column of a person's has a feature that answers for it, or the reason is said here")]
    public async Task Every_table()
    {
        await using var ground = await ErasureGround.OpenAsync();
        var answered = ground.Tables.Select(table => table.Table).ToHashSet(StringComparer.Ordinal);
        await using var connection = await ground.Stores.Database.OpenAsync(default);
        var columns = (await connection.QueryAsync<(string Table, string Column)>("SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'Staged%'")).AsList();
        var personal = new Regex("^(PersonId|ByPersonId|FormerId|AgentId|RequestedBy|Provider|Subject|Account|OwnerKey|HandlerKey|ByKey|UserId|Sub|.*Person.*|.*Protected|.*Login.*|.*Name)$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        var open = columns.Where(one => personal.IsMatch(one.Column) && one.Column is not ("FriendlyName" or "ScriptName") && !answered.Contains(one.Table) && !Unanswered.ContainsKey(one.Table)).ToList();
        open.ShouldBeEmpty();
        foreach (var table in ground.Tables)
        {
            foreach (var column in table.Shown.Concat(table.Records).Append(table.Key))
                columns.ShouldContain((table.Table, column));
        }
    }

    [Fact(DisplayName = "R61, E23: nothing that came from mos.ru or from use is left in any table, others keep theirs, and the trail verifies and names nobody")]
    public async Task Everything()
    {
        await using var ground = await ErasureGround.OpenAsync();
        (await ground.TracesAsync()).Count.ShouldBeGreaterThan(30);
        var others = await ground.Stores.AuditAsync("u4");
        var done = (await ground.EraseAsync()).ShouldBeOfType<EraseOutcome.Done>();
        (await ground.TracesAsync()).ShouldBeEmpty();

        done.Erasure.Held.Count.ShouldBeGreaterThan(10);
        ground.Removed.Count.ShouldBe(1);
        (await ground.Stores.AuditAsync("u4")).ShouldBe(others);
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM Sessions WHERE Subject = 'boris'")).ShouldBe("1");
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM Outbox")).ShouldBe("1");
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Subject = 'boris'")).ShouldBe("2");
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM AuditKeys WHERE Holder LIKE '%anna%' OR Holder LIKE '%/u1' OR Holder LIKE '%/u3'")).ShouldBe("0");
        (await ground.Stores.ScalarAsync("SELECT FamilyName FROM People WHERE Id = 'u1'")).ShouldBe("Иванов");
        (await ground.Chain.LookAsync()).ShouldSatisfyAllConditions(report => report.IsWhole.ShouldBeTrue(), report => report.Sealed.ShouldBe(6));
        await ground.Chain.SealAsync();
        (await ground.Chain.LookAsync()).ShouldSatisfyAllConditions(report => report.IsWhole.ShouldBeTrue($"{report.Fault} {report.AddedEntry}"), report => report.Sealed.ShouldBe(9));
        // Whoever writes into an emptied entry is seen.
        await ground.ExecuteAsync("UPDATE AuditTrail SET PersonId = 'u1' WHERE Number = 2");
        (await ground.Chain.LookAsync()).Fault.ShouldBe(new ChainFault.Changed(2, 2));
    }

    [Theory(DisplayName = "R61: a person is erased on every database")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task On_every_database(DatabaseProvider provider)
    {
        await using var ground = await ErasureGround.OpenAsync(provider);
        (await ground.EraseAsync()).ShouldBeOfType<EraseOutcome.Done>();
        foreach (var table in ground.Tables.Where(table => table.Fate is Fate.Erased or Fate.ErasedLast))
        {
            var count = await ground.Get<PersonalTableStore>().CountAsync(table, new(["u1", "u3"], [new(CityProvider.MosRu, "anna-subject")]), default);
            count.ShouldBe(0, table.Table);
        }

        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE PersonId = 'u1' OR ByPersonId = 'u1' OR Subject = 'anna-subject'")).ShouldBe("0");
        (await ground.Chain.LookAsync()).IsWhole.ShouldBeTrue();
    }

    [Fact(DisplayName = "E23: an erased person's login is issued to nobody else, and the record may have its own again")]
    public async Task Logins()
    {
        await using var ground = await ErasureGround.OpenAsync();
        await ground.EraseAsync();
        var store = ground.Get<ActivationStore>();
        ActivationRow Wanted(string personId) => new() { PersonId = personId, Id = Guid.CreateVersion7(), Login = "ANNA_login", WantedLogin = "ANNA_login", AskedLogin = "ANNA_login" };
        (await store.IsHeldByAnotherAsync("anna_LOGIN", "u2", default)).ShouldBeTrue();
        (await store.ReserveAsync(Wanted("u2"), default)).ShouldBeNull();
        var other = (await store.ReserveAsync(Wanted("u2") with { Login = "free" }, default))!;
        (await store.MoveAsync(other, "anna_login", default)).ShouldBeNull();
        (await store.FindAsync("u2", default))!.Login.ShouldBe("free");
        (await store.ReserveAsync(Wanted("u1"), default)).ShouldNotBeNull();
    }

    [Fact(DisplayName = "D11: whoever was parted from a record stays parted when they are erased, and whoever was erased begins anew with their own")]
    public async Task Ties()
    {
        await using var ground = await ErasureGround.OpenAsync();
        await ground.EraseAsync();
        var ties = ground.Get<TieStore>();
        (await ties.TieAsync("u1", CityProvider.MosRu, "boris", default)).ShouldBe(TieOutcome.Refused);
        (await ties.TieAsync("u2", CityProvider.MosRu, "anna-subject", default)).ShouldBe(TieOutcome.Refused);
        (await ties.TieAsync("u1", CityProvider.MosRu, "anna-subject", default)).ShouldBe(TieOutcome.Tied);
        (await ground.Stores.AuditAsync("u1")).ShouldBe(["tied"], "of the time before nothing is known");
        await ground.Chain.SealAsync();
        (await ground.Chain.LookAsync()).IsWhole.ShouldBeTrue();
    }

    [Fact(DisplayName = "R61: an account that support parted from the record is not the person's, and is left alone")]
    public async Task Strangers()
    {
        await using var ground = await ErasureGround.OpenAsync();
        await ground.Chain.WriteAsync(new("tie-released") { PersonId = "u1", Provider = CityProvider.MosRu, Subject = "boris", ByPersonId = AuditEntry.BySupport, Detail = "Не он" });
        await ground.EraseAsync();
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM Sessions WHERE Subject = 'boris'")).ShouldBe("1");
        (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Subject = 'boris' AND Event = 'signed-in'")).ShouldBe("2");
        (await ground.TracesAsync()).ShouldBeEmpty();
    }

    [Fact(DisplayName = "R61: an erasure that broke off at any step is ended by repeating it, with one act")]
    public async Task Broken_off()
    {
        await using var first = await ErasureGround.OpenAsync();
        var steps = first.Tables.Count(table => table.Fate is Fate.Erased or Fate.ErasedLast);
        for (var step = 0; step < steps; step += TestPlaces.IsFull ? 1 : 4)
        {
            await using var ground = await ErasureGround.OpenAsync();
            await Should.ThrowAsync<SqliteException>(() => Breaking(ground, step).RunAsync("u1", "Отзыв согласия", default));
            var begun = (await ground.Get<ErasureList>().ReadAsync(default)).ShouldHaveSingleItem();
            begun.DoneAt.ShouldBeNull();
            var done = (await ground.EraseAsync(why: "Ещё раз")).ShouldBeOfType<EraseOutcome.Done>();
            (done.Erasure.Id, done.Erasure.Why).ShouldBe((begun.Id, "Отзыв согласия"));
            (await ground.TracesAsync()).ShouldBeEmpty($"after a break at step {step}");
            (await ground.Chain.LookAsync()).IsWhole.ShouldBeTrue();
            (await ground.EraseAsync()).ShouldBeOfType<EraseOutcome.Done>().Erasure.ShouldBeEquivalentTo(done.Erasure);
            (await ground.Stores.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'person-erased'")).ShouldBe("1");
        }
    }

    [Fact(DisplayName = "R61, E38: while the directory is away the erasure is unfinished, and the product ends it by itself")]
    public async Task Away()
    {
        await using var ground = await ErasureGround.OpenAsync();
        ground.IsDirectoryAway = true;
        (await ground.EraseAsync()).ShouldBeOfType<EraseOutcome.Unfinished>();
        (await ground.AtStart().RunAsync(default)).ShouldBeFalse();
        ground.IsDirectoryAway = false;
        (await ground.AtStart().RunAsync(default)).ShouldBeTrue();
        (await ground.TracesAsync()).ShouldBeEmpty();
        (await ground.Get<ErasureList>().ReadAsync(default)).ShouldHaveSingleItem().DoneAt.ShouldNotBeNull();
    }

    [Fact(DisplayName = "R61: what came back with a restored backup is erased again, at the start of the product")]
    public async Task Restored()
    {
        Assert.SkipWhen(TestServer.IsNamed, TestServer.KeepsNoFile);
        await using var ground = await ErasureGround.OpenAsync();
        var (file, copy) = (ground.Stores.Database.File, Path.Combine(ground.Stores.Database.Folder, "copy.db"));
        new Backup(ground.Stores.Database).Run(copy).ShouldBeOfType<BackupOutcome.Done>();
        await ground.EraseAsync();
        (await ground.AtStart().RunAsync(default)).ShouldBeTrue();

        SqliteConnection.ClearAllPools();
        foreach (var old in Directory.GetFiles(ground.Stores.Database.Folder, "cabinet.db*"))
            File.Delete(old);
        File.Copy(copy, file);
        (await ground.TracesAsync()).Count.ShouldBeGreaterThan(30, "it came back");
        (await ground.AtStart().RunAsync(default)).ShouldBeTrue();
        (await ground.TracesAsync()).ShouldBeEmpty();
        (await ground.Chain.LookAsync()).IsWhole.ShouldBeTrue();
        (await ground.Get<ActivationStore>().IsHeldByAnotherAsync("anna_login", "u2", default)).ShouldBeTrue();
    }

    [Fact(DisplayName = "R61: without a list outside the database nothing is erased")]
    public async Task No_list()
    {
        await using var ground = await ErasureGround.OpenAsync();
        Directory.CreateDirectory(ground.ListPath);
        var before = await ground.TracesAsync();
        (await ground.EraseAsync()).ShouldBeOfType<EraseOutcome.NoList>();
        (await ground.TracesAsync()).ShouldBe(before);
        (await ground.EraseAsync("none")).ShouldBeOfType<EraseOutcome.NoSuchRecord>();
        (await ground.EraseAsync(why: " ")).ShouldBeOfType<EraseOutcome.WrongReason>();
        Directory.Delete(ground.ListPath);
    }

    // The table of one step is not there.
    private static ErasePerson Breaking(ErasureGround ground, int step)
    {
        var tables = ground.Tables.ToList();
        var ofStep = tables.Where(table => table.Fate is Fate.Erased or Fate.ErasedLast).ElementAt(step);
        var broken = tables.Select(table => table == ofStep ? table with { Key = "Nowhere" } : table).ToList();
        return new ErasePerson(
            ground.Get<IOwnAccounts>(), ground.Get<Mesh.Cabinet.SchoolRecords.ISchoolRecords>(), broken, ground.Get<PersonalTableStore>(), ground.Get<IEnumerable<IErases>>(),
            new HeldAddresses(tables, ground.Get<PersonalTableStore>()), ground.Get<TrailErasure>(), ground.Get<ErasureStore>(), ground.Get<ErasureList>(), ground.Stores.Time);
    }
}
