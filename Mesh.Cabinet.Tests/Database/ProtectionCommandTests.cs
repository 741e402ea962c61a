using System.Diagnostics;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Tests.Devices;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>The key of protected fields changes under people who are signed in, by the processes that an operator starts.</summary>
public sealed class ProtectionCommandTests
{
    private const string Letter = "anna@example.ru\n\nНе входит";
    private static readonly string OldKey = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(number => (byte)number)]);
    private static readonly string NewKey = Convert.ToBase64String([.. Enumerable.Range(100, 32).Select(number => (byte)number)]);

    [Fact]
    public async Task After_a_rotation_beside_the_running_product_the_old_key_may_go_and_nobody_is_lost()
    {
        var first = await RunningProduct.StartAsync(("FieldProtection__Key", OldKey));
        using var mother = new HttpVisitor(first);
        await mother.SignInAsync("sokolova_kate", "Semya_2026");
        await ShouldBeSignedInAsync(mother);
        var device = await BindAsync(first, "sokolova_kate");
        var letter = await WriteAsync(first);
        await first.KillAsync();

        var second = await StartAsync(first.Place, NewKey, OldKey);
        await ShouldBeSignedInAsync(mother);
        await ShouldBeMatchedBySnilsAsync(second, "ivanov.igor", "Zhurnal-2026");
        var (code, printed) = await RunAsync(second, NewKey, [OldKey], "protection", "rotate");
        code.ShouldBe(0, printed);
        foreach (var column in await ColumnsAsync(second))
            printed.ShouldContain(column, customMessage: "what is protected is rotated, whatever feature it belongs to");
        await ShouldBeSignedInAsync(mother);
        await second.KillAsync();

        await using var last = await StartAsync(first.Place, NewKey);
        await ShouldBeSignedInAsync(mother);
        using var grandmother = new HttpVisitor(last);
        await grandmother.SignInAsync("sokolova_nina", "Shkola-2026");
        await ShouldBeSignedInAsync(grandmother);
        await ShouldBeMatchedBySnilsAsync(last, "ivanov.igor", "Zhurnal-2026");
        await ShouldBeKnownAsync(last, device);
        (await ReadAsync(last, letter)).ShouldBe(Letter);

        (code, printed) = await RunAsync(last, NewKey, [], "records", "import", Path.Combine(TestPlaces.Root, "Mesh.Cabinet.Sandbox", "City", "records"));
        printed.ShouldContain("added=0 changed=0 withdrawn=0", customMessage: "another key changes no record");
        (code, printed) = await RunAsync(last, NewKey, [], "protection", "rotate");
        code.ShouldBe(0, printed);
    }

    [Fact]
    public async Task Without_the_old_key_a_rotation_says_how_much_is_left()
    {
        await using var product = await RunningProduct.StartAsync(("FieldProtection__Key", OldKey));
        var (code, printed) = await RunAsync(product, NewKey, [], "protection", "rotate");
        code.ShouldBe(1);
        printed.ShouldContain("FieldProtection:OldKeys");
        printed.ShouldNotContain("   at ");
    }

    private static async Task ShouldBeSignedInAsync(HttpVisitor visitor)
    {
        var page = await visitor.OpenAsync("/cabinet/contacts");
        (page.Path, (int)page.Status).ShouldBe(("/cabinet/contacts", 200));
        (await visitor.OpenAsync("/start")).Path.ShouldNotBe("/access");
    }

    private static async Task ShouldBeMatchedBySnilsAsync(RunningProduct product, string login, string password)
    {
        using var visitor = new HttpVisitor(product);
        (await visitor.SignInAsync(login, password)).Path.ShouldBe("/activation");
    }

    private static CabinetDatabase Open(RunningProduct product) => product.Place.Database.Product();

    private static FieldProtection Protection(string key) => new(Convert.FromBase64String(key));

    private static async Task<(CityProfile Profile, byte[] Credential, string Owner)> BindAsync(RunningProduct product, string login)
    {
        var database = Open(product);
        await using var connection = await database.OpenAsync(default);
        var (subject, personId) = await connection.QuerySingleAsync<(string, string)>("SELECT Subject, PersonId FROM Ties");
        var profile = People.Profile(subject) with { Login = login };
        var device = new DeviceWithProfile
        {
            Id = Guid.CreateVersion7(),
            PersonId = personId,
            Name = "Телефон",
            Browser = "",
            ServiceKey = "diary",
            BoundAt = DateTimeOffset.UtcNow,
            VouchedAt = DateTimeOffset.UtcNow,
            Profile = profile,
        };
        var passkey = BoundDevices.Passkey();
        var store = Devices(database, OldKey);
        (await store.AddAsync(device, passkey, default)).ShouldBeTrue();
        return (profile, passkey.CredentialId, await store.OwnerKeyAsync(profile, default));
    }

    private static DeviceStore Devices(CabinetDatabase database, string key) =>
        new(database, Protection(key), new LastingKeyStore(database, Protection(key)), TimeProvider.System);

    // The authenticator brings the handle that it was given when the device was bound.
    private static async Task ShouldBeKnownAsync(RunningProduct product, (CityProfile Profile, byte[] Credential, string Owner) device)
    {
        var database = Open(product);
        using var passkeys = new PasskeyStore(database);
        (await passkeys.FindByIdAsync(device.Owner, default)).ShouldBe(new DeviceOwner(device.Owner));
        (await Devices(database, NewKey).OwnerKeyAsync(device.Profile, default)).ShouldBe(device.Owner);
        (await Devices(database, NewKey).FindAsync(device.Credential, default)).ShouldNotBeNull().Profile.Subject.ShouldBe(device.Profile.Subject);
    }

    private static Task<long> WriteAsync(RunningProduct product) =>
        new SupportCaseStore(Open(product), Protection(OldKey), TimeProvider.System).OpenAsync(new SupportCaseDraft { Kind = SupportCaseKind.Message, Message = Letter }, default);

    private static async Task<string> ReadAsync(RunningProduct product, long number)
    {
        await using var connection = await Open(product).OpenAsync(default);
        var (id, message) = await connection.QuerySingleAsync<(Guid, byte[])>("SELECT Id, MessageProtected FROM SupportCases WHERE Number = @number", new { number });
        return Protection(NewKey).Reveal(ProtectedField.CaseMessage, id.ToString(), message);
    }

    private static async Task<IReadOnlyList<string>> ColumnsAsync(RunningProduct product)
    {
        var columns = (await product.Place.Database.ColumnsAsync())
            .Where(column => !column.Table.StartsWith("Staged", StringComparison.Ordinal) && column.Column.EndsWith("Protected", StringComparison.Ordinal))
            .Select(column => $"{column.Table}.{column.Column}").ToList();
        columns.Count.ShouldBeGreaterThan(5);
        return columns;
    }

    private static ProcessStartInfo Command(ProductPlace place, string key, string[] oldKeys, params string[] arguments)
    {
        var start = RunningProduct.Command(arguments, place.Folder, place.Cabinet.Port, place.City.Port);
        start.Environment["FieldProtection__Key"] = key;
        for (var number = 0; number < oldKeys.Length; number++)
            start.Environment[$"FieldProtection__OldKeys__{number}"] = oldKeys[number];
        return start;
    }

    private static Task<RunningProduct> StartAsync(ProductPlace place, string key, params string[] oldKeys) =>
        RunningProduct.StartAsync(Command(place, key, oldKeys), place);

    private static async Task<(int Code, string Printed)> RunAsync(RunningProduct product, string key, string[] oldKeys, params string[] arguments)
    {
        using var command = Process.Start(Command(product.Place, key, oldKeys, arguments))!;
        var printed = await Task.WhenAll(command.StandardOutput.ReadToEndAsync(), command.StandardError.ReadToEndAsync());
        await command.WaitForExitAsync();
        return (command.ExitCode, string.Concat(printed));
    }
}
