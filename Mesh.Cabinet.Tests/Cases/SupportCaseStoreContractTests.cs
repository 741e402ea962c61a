using System.Text;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Tests.Database;

namespace Mesh.Cabinet.Tests.Cases;

/// <summary>Cases on every database: opened once for one question, decided once, opened anew when the question comes back.</summary>
public sealed class SupportCaseStoreContractTests
{
    private static readonly SupportCaseDraft Differ = new()
    {
        Kind = SupportCaseKind.LoginsDiffer,
        PersonId = "u1",
        Provider = "MosRu",
        Subject = "anna",
        JournalLogin = "ivanov_i",
        MosRuLogin = "ivanov.igor",
        OpenKey = "LoginsDiffer/u1",
    };

    [Theory(DisplayName = "R25: the same question opened again is one case with both logins in it")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Opened_once(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        var number = await store.OpenAsync(Differ, default);
        (await store.OpenAsync(Differ, default)).ShouldBe(number);
        (await store.OpenAsync(Differ with { PersonId = "u2", OpenKey = "LoginsDiffer/u2" }, default)).ShouldNotBe(number);
        var found = (await store.FindAsync(number, default)).ShouldNotBeNull();
        found.ShouldBe(new SupportCase
        {
            Number = number,
            Kind = SupportCaseKind.LoginsDiffer,
            PersonId = "u1",
            Provider = "MosRu",
            Subject = "anna",
            JournalLogin = "ivanov_i",
            MosRuLogin = "ivanov.igor",
            OpenedAt = ground.Time.GetUtcNow(),
        });
        (await store.FindAsync(number + 100, default)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task The_same_question_from_many_tabs_at_once_is_one_case(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        var numbers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => store.OpenAsync(Differ, default))));
        numbers.Distinct().Count().ShouldBe(1);
        (await store.ListOpenAsync(default)).Count.ShouldBe(1);
    }

    [Theory(DisplayName = "D3: a case is decided once, which frees its question; the last decision counts")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Decided(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        (await store.DecidedLoginAsync("u1", default)).ShouldBeNull();
        var first = await store.OpenAsync(Differ, default);
        (await store.DecideAsync(first, "ivanov_i", default)).ShouldBeTrue();
        (await store.DecideAsync(first, "ivanov.igor", default)).ShouldBeFalse("it is closed");
        (await store.DecidedLoginAsync("u1", default)).ShouldBe("ivanov_i");
        (await store.FindAsync(first, default))!.ClosedAt.ShouldBe(ground.Time.GetUtcNow());
        (await store.ListOpenAsync(default)).ShouldBeEmpty();

        var second = await store.OpenAsync(Differ, default);
        second.ShouldBeGreaterThan(first);
        (await store.DecidedLoginAsync("u1", default)).ShouldBe("ivanov_i", "an open case decides nothing");
        (await store.DecideAsync(second, "ivanov.igor", default)).ShouldBeTrue();
        (await store.DecidedLoginAsync("u1", default)).ShouldBe("ivanov.igor");
        (await store.DecidedLoginAsync("u2", default)).ShouldBeNull();
        (await ground.AuditAsync("u1")).ShouldBe(["login-decided ivanov_i", "login-decided ivanov.igor"]);
    }

    [Theory(DisplayName = "R53: every letter is a case of its own, and who reads the table cannot read the letter")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Letters(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = Store(ground);
        var letter = new SupportCaseDraft { Kind = SupportCaseKind.Message, Message = "anna@example.ru\n\nНе входит" };
        var first = await store.OpenAsync(letter, default);
        (await store.OpenAsync(letter, default)).ShouldBeGreaterThan(first);
        var id = Guid.Parse(await ground.ScalarAsync($"SELECT Id FROM SupportCases WHERE Number = {first}"));
        await using var connection = await ground.Database.OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT MessageProtected FROM SupportCases WHERE Number = {first}";
        var kept = (byte[])(await command.ExecuteScalarAsync())!;
        Encoding.UTF8.GetString(kept).ShouldNotContain("anna");
        ground.Protection.Reveal(ProtectedField.CaseMessage, $"{id}", kept).ShouldBe(letter.Message);
    }

    private static SupportCaseStore Store(StoreGround ground) => new(ground.Database, ground.Protection, ground.Time);
}
