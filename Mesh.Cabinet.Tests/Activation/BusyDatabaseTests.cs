using System.Data.Common;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>Somebody else holds the database for longer than an activation waits.</summary>
[Collection(InTrouble.Name)]
public sealed class BusyDatabaseTests(TroubledCity city)
{
    [Fact]
    public async Task A_database_held_from_the_start_loses_nothing()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var form = await visitor.FormTokenAsync();
        await using (await city.Product.Place.Database.HoldAsync())
            (await visitor.ActivateAsync(form, person.Password, confirmed: null)).Problem.ShouldBe("Busy");

        await city.Aftermath.ShouldBeNothingAsync(person.Login);
        (await visitor.ActivateAsync(person.Password)).Text.ShouldContain("Аккаунт МЭШ готов");
    }

    [Fact(DisplayName = "E38: a database held just after the directory has made the account leaves the login to the person, and the next try finds the account")]
    public async Task A_database_held_at_the_end_loses_nothing()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        DbConnection? held = null;
        city.Middleman.BeforeAnswer = async request =>
        {
            if (await Middleman.MakesAccountAsync(request, person.Login))
                held ??= await city.Product.Place.Database.HoldAsync();
        };

        (await visitor.ActivateAsync(person.Password)).Problem.ShouldBe("Busy");
        city.Middleman.BeforeAnswer = _ => Task.CompletedTask;
        await held!.DisposeAsync();

        (await city.Aftermath.ActivationOfAsync(person.Login)).CompletedAt.ShouldBeNull();
        (await visitor.ActivateAsync(person.Password)).Text.ShouldContain("Аккаунт МЭШ готов");
        var completed = await city.Aftermath.ActivationOfAsync(person.Login);
        completed.Login.ShouldBe(person.Login);
        (await city.Aftermath.ObjectsWithAsync(completed.Id)).ShouldHaveSingleItem();
    }
}
