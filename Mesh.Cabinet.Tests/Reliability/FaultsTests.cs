using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Http;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>The systems around the product fail at each of its writes; afterwards all is as it must be.</summary>
public sealed class FaultsTests(OneNode one) : IClassFixture<OneNode>
{
    private const string Scim = "/scim";

    private Stage Stage => one.Stage;

    [Fact(DisplayName = "E38: whatever the directory does at a create, a resumed create, a change by the keeper or a new password, nothing is lost")]
    public async Task The_directory_fails_at_each_write()
    {
        foreach (var trouble in Enum.GetValues<Trouble>())
        {
            var (creating, resuming, kept, following) = (Stage.NewVisit(), Stage.NewVisit(), Stage.NewVisit(), Stage.NewVisit());
            await kept.ActivateAsync();
            await following.ActivateAsync();
            await creating.ComeAsync();
            await resuming.ComeAsync();
            using (Stage.Middleman.Makes(Trouble.Cut, Scim, atWrites: true))
                (await resuming.TypeAsync()).ShouldBe("DirectoryUnavailable");

            await Stage.Aftermath.ChangeObjectAsync(kept.Login, "displayName", "Чужая");
            using (Stage.Middleman.Makes(trouble, Scim, atWrites: true))
            {
                await Stage.Aftermath.MakeDueAsync(kept.PersonId);
                await Task.WhenAll(
                    ShouldBeUnavailableAsync(creating), ShouldBeUnavailableAsync(resuming), following.ChangePasswordAsync($"{Stage.Canary}-{trouble}-nova"));
            }

            (await resuming.TypeAsync()).ShouldBeNull();
        }

        // Who was creating never comes back.
        await new Invariants(Stage).ShouldHoldAsync();
    }

    [Fact(DisplayName = "E38: with mos.ru down when the person comes back, the login stays reserved until the password can be checked")]
    public async Task Mos_ru_is_down_between_the_steps()
    {
        var visit = Stage.NewVisit();
        await visit.ComeAsync();
        using (Stage.Middleman.Makes(Trouble.Refused, Scim))
            await ShouldBeUnavailableAsync(visit);
        var reserved = await Stage.Aftermath.ActivationOfAsync(visit.Login);
        using (Stage.Middleman.Makes(Trouble.Refused, "/connect/token"))
            (await visit.TypeAsync()).ShouldBe("MosRuUnavailable");
        (await Stage.Aftermath.ActivationOfAsync(visit.Login)).ShouldBe(reserved);

        (await visit.TypeAsync()).ShouldBeNull();
        (await Stage.Aftermath.ActivationOfAsync(visit.Login)).Login.ShouldBe(reserved.Login);
        await new Invariants(Stage).ShouldHoldAsync();
    }

    [Fact(DisplayName = "E36: an object that appears between the reservation and the create keeps its name")]
    public async Task An_object_appears_meanwhile()
    {
        var visit = Stage.NewVisit();
        await visit.ComeAsync();
        await WithinCreateAsync(() => Stage.Aftermath.AddObjectAsync(visit.Login, "somebody-else"), visit);
        (await Stage.Aftermath.ActivationOfAsync(visit.Login)).Login.ShouldNotBe(visit.Login);
        await new Invariants(Stage).ShouldHoldAsync();
    }

    [Fact(DisplayName = "E20: what an import changes during an activation reaches the directory")]
    public async Task An_import_comes_meanwhile()
    {
        var visit = Stage.NewVisit();
        await visit.ComeAsync();
        await WithinCreateAsync(() => Stage.RenameAsync(visit), visit);
        await new Invariants(Stage).ShouldHoldAsync();
    }

    private static async Task ShouldBeUnavailableAsync(Visit visit) => (await visit.TypeAsync()).ShouldBe("DirectoryUnavailable");

    private async Task WithinCreateAsync(Func<Task> happen, Visit visit)
    {
        var usual = Stage.Middleman.BeforePassing;
        Stage.Middleman.BeforePassing = async request =>
        {
            if (!HttpMethods.IsPost(request.Method) || !request.Path.StartsWithSegments(Scim, StringComparison.Ordinal))
                return;
            Stage.Middleman.BeforePassing = usual;
            await happen();
        };
        (await visit.TypeAsync()).ShouldBeNull();
    }
}
