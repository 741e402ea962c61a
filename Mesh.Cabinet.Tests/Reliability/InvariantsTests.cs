using System.Text.Json.Nodes;
using Dapper;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>The checker is checked: each violation is planted by hand in a product where all is well, and must be found.</summary>
public sealed class InvariantsTests(OneNode one) : IClassFixture<OneNode>
{
    private Stage Stage => one.Stage;

    private Invariants Invariants => new(one.Stage);

    [Fact]
    public Task An_activation_that_is_gone() =>
        IsFoundAsync(Breach.PromiseBroken, visit => ChangeAsync("DELETE FROM Activations WHERE PersonId = @PersonId", visit));

    [Fact]
    public Task An_activation_that_is_a_reservation_again() =>
        IsFoundAsync(Breach.PromiseBroken, visit => ChangeAsync("UPDATE Activations SET CompletedAt = NULL WHERE PersonId = @PersonId", visit));

    [Fact]
    public Task An_account_that_is_gone() => IsFoundAsync(Breach.PromiseBroken, visit => Stage.Aftermath.ChangeObjectAsync(visit.Login, "userName", visit.Login + "x"));

    [Fact]
    public async Task Something_written_of_somebody_who_never_typed_the_right_password()
    {
        var visit = Stage.NewVisit();
        await visit.ComeAsync();
        (await visit.TypeAsync(visit.WrongPassword)).ShouldBe("WrongPassword");
        (await Invariants.FindAsync([visit])).ShouldNotContain(found => found.About == visit.PersonId);
        await ChangeAsync("""
            INSERT INTO Activations (PersonId, Id, Login, FoldedLogin, WantedLogin, AskedLogin, ReservedAt)
            VALUES (@PersonId, @Id, @Login, @Login, @Login, @Login, @Now)
            """, visit);
        (await Invariants.FindAsync([visit])).ShouldContain(found => found.Breach == Breach.WrittenForNothing && found.About == visit.PersonId);
    }

    [Fact]
    public Task A_second_account_of_one_person() => IsFoundAsync(Breach.LoginNotOne, async visit =>
        await Stage.Aftermath.AddObjectAsync(visit.Login + "x", (await Stage.Aftermath.ActivationOfAsync(visit.Login)).Id.ToString()));

    [Fact]
    public Task A_login_of_two_persons() => IsFoundAsync(Breach.LoginNotOne, async visit =>
    {
        var other = Stage.NewVisit();
        await other.ActivateAsync();
        await using var database = await Stage.Aftermath.OpenAsync();
        await database.ExecuteAsync("UPDATE Activations SET Login = @Login WHERE PersonId = @PersonId", new { visit.Login, other.PersonId });
    });

    [Fact]
    public Task A_disabled_account() => IsFoundAsync(Breach.DirectoryDiffers, visit => Stage.Aftermath.ChangeObjectAsync(visit.Login, "active", false));

    [Fact]
    public Task Another_name() => IsFoundAsync(Breach.DirectoryDiffers, visit => Stage.Aftermath.ChangeObjectAsync(visit.Login, "displayName", "Чужая"));

    [Fact]
    public Task A_lost_network() => IsFoundAsync(Breach.DirectoryDiffers, visit => Stage.Aftermath.ChangeObjectAsync(visit.Login, "entitlements", new JsonArray()));

    [Fact]
    public Task Another_password() => IsFoundAsync(Breach.DoorWrong, visit => Stage.Aftermath.ChangeObjectAsync(visit.Login, "password", visit.WrongPassword));

    [Fact]
    public async Task An_account_of_ours_that_nobody_activated()
    {
        await Stage.Aftermath.AddObjectAsync("nobody", Guid.NewGuid().ToString());
        (await Invariants.FindAsync([])).ShouldContain(found => found.Breach == Breach.DirectoryDiffers && found.About == "nobody");
    }

    [Fact]
    public async Task A_password_in_a_file_or_in_the_log()
    {
        Invariants.FindPasswords().ShouldBeEmpty();
        var file = Path.Combine(Stage.Place.Folder, "notes");
        await File.WriteAllTextAsync(file, $"…{Stage.Canary}…");
        Invariants.FindPasswords().ShouldHaveSingleItem().ShouldBe(new Violation(Breach.PasswordKept, "notes", "a file"));
        File.Delete(file);

        var talkative = await Stage.StartNodeAsync(Stage.NewPlace(), ("Site__PublicAddress", $"http://localhost/{Stage.Canary}"));
        Invariants.FindPasswords().ShouldHaveSingleItem().About.ShouldBe("the log");
        await Stage.ForgetAsync(talkative);
    }

    private async Task IsFoundAsync(Breach breach, Func<Visit, Task> plant)
    {
        var visit = Stage.NewVisit();
        await visit.ActivateAsync();
        (await Invariants.FindAsync([visit])).ShouldNotContain(found => found.About == visit.PersonId);
        await plant(visit);
        (await Invariants.FindAsync([visit])).ShouldContain(found => found.Breach == breach && found.About == visit.PersonId);
    }

    private async Task ChangeAsync(string sql, Visit visit)
    {
        await using var database = await Stage.Aftermath.OpenAsync();
        (await database.ExecuteAsync(sql, new { visit.PersonId, visit.Login, Id = Guid.NewGuid(), Now = DateTimeOffset.UtcNow })).ShouldBe(1);
    }
}
