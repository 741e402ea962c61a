using System.Security.Cryptography;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>Protected fields under a new key, on every database.</summary>
public sealed class KeyRotationContractTests
{
    private static readonly ProtectedColumn Letters = new("SupportCases", "Id", "MessageProtected", ProtectedField.CaseMessage, "Id");

    private static readonly ProtectedColumn[] Records =
    [
        new("People", "Id", "SnilsProtected", ProtectedField.Snils, "Id") { Index = "SnilsIndex" },
        new("PersonContacts", "PersonId", "ValueProtected", ProtectedField.Phone, "PersonId") { Index = "ValueIndex", Kind = "Phone" },
        new("PersonContacts", "PersonId", "ValueProtected", ProtectedField.Email, "PersonId") { Index = "ValueIndex", Kind = "Email" },
    ];

    private readonly byte[] newKey = RandomNumberGenerator.GetBytes(FieldProtection.KeySize);

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_person_is_found_by_SNILS_and_contacts_before_and_after(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var both = new FieldProtection(newKey, ground.Key);
        await ShouldFindAsync(ground, both, 1);
        await ShouldFindAsync(ground, new FieldProtection(newKey), 0);

        (await Rotation(ground, both, Records).RunAsync(_ => { }, default)).ShouldBe(new RotationOutcome.Done(3));
        await ShouldFindAsync(ground, new FieldProtection(newKey), 1);
        await ShouldFindAsync(ground, both, 1);
        (await Rotation(ground, new FieldProtection(newKey), Records).RunAsync(_ => { }, default)).ShouldBe(new RotationOutcome.Done(0));
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_rotation_that_was_broken_off_goes_on_when_it_is_run_again(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        await WriteAsync(ground, 250);
        var rotation = Rotation(ground, new FieldProtection(newKey, ground.Key), Letters);
        using var power = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => rotation.RunAsync(progress => CutAt(progress.Rotated, power), power.Token));

        var seen = new List<(long Rotated, long Total)>();
        (await rotation.RunAsync(progress => seen.Add((progress.Rotated, progress.Total)), default)).ShouldBe(new RotationOutcome.Done(50));
        seen.ShouldBe([(0, 50), (50, 50)]);
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task What_opens_under_no_key_or_stands_in_another_row_is_left_and_told(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        await WriteAsync(ground, 3);
        await ground.ScalarAsync(
            "UPDATE SupportCases SET MessageProtected = (SELECT c.MessageProtected FROM SupportCases c WHERE c.Number = (SELECT MIN(Number) FROM SupportCases)) WHERE Number = (SELECT MAX(Number) FROM SupportCases)");
        (await Rotation(ground, new FieldProtection(newKey, ground.Key), Letters).RunAsync(_ => { }, default)).ShouldBe(new RotationOutcome.Left(2, 1));
        (await Rotation(ground, new FieldProtection(RandomNumberGenerator.GetBytes(FieldProtection.KeySize)), Letters).RunAsync(_ => { }, default))
            .ShouldBe(new RotationOutcome.Left(0, 3));
    }

    [Theory]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task A_key_that_lasts_is_made_once_by_however_many_and_stays_under_a_new_key(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ground.LastingKeys.FindAsync("test", default))));
        keys.ShouldAllBe(key => key.SequenceEqual(keys[0]));

        var column = new ProtectedColumn("LastingKeys", "Name", "KeyProtected", ProtectedField.LastingKey, "Name");
        (await Rotation(ground, new FieldProtection(newKey, ground.Key), column).RunAsync(_ => { }, default)).ShouldBeOfType<RotationOutcome.Done>();
        (await new LastingKeyStore(ground.Database, new FieldProtection(newKey)).FindAsync("test", default)).ShouldBe(keys[0]);
    }

    private static KeyRotation Rotation(StoreGround ground, FieldProtection protection, params ProtectedColumn[] columns) =>
        new(columns, new RotationStore(ground.Database, protection), protection);

    private static void CutAt(long rotated, CancellationTokenSource power)
    {
        if (rotated > 0)
            power.Cancel();
    }

    private static async Task WriteAsync(StoreGround ground, int letters)
    {
        var cases = new SupportCaseStore(ground.Database, ground.Protection, ground.Time);
        for (var number = 1; number <= letters; number++)
            await cases.OpenAsync(new SupportCaseDraft { Kind = SupportCaseKind.Message, Message = $"Письмо {number}" }, default);
    }

    private static async Task ShouldFindAsync(StoreGround ground, FieldProtection protection, int expected)
    {
        var records = new SchoolRecordsStore(ground.Database, protection);
        foreach (var search in new[]
        {
            new CandidateSearch { Snils = [Snils.TryParse("112-233-445 95")!] },
            new CandidateSearch { Phones = [PhoneNumber.TryParse("+79161234567")!] },
            new CandidateSearch { Emails = [EmailAddress.TryParse("ivanov@example.ru")!] },
        })
        {
            var found = await records.FindCandidatesAsync(search, default);
            found.Count.ShouldBe(expected);
            found.ShouldAllBe(person => person.Snils != null && person.Phones.Count == 1 && person.Emails.Count == 1);
        }
    }
}
