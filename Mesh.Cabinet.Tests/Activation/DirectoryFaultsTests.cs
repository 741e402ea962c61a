using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>The directory fails in the middle of an activation, or holds somebody else's object.</summary>
[Collection(InTrouble.Name)]
public sealed class DirectoryFaultsTests(TroubledCity city)
{
    private const string Scim = "/scim";

    public static TheoryData<Trouble> Troubles => [.. Enum.GetValues<Trouble>()];

    [Theory(DisplayName = "E38: with the directory down in the middle the login stays the person's, and the next try ends with that one account")]
    [MemberData(nameof(Troubles))]
    public async Task A_broken_off_activation_is_resumed_with_the_same_login(Trouble trouble)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        using (city.Middleman.Makes(trouble, Scim))
            (await visitor.ActivateAsync(person.Password)).Problem.ShouldBe("DirectoryUnavailable");
        var reserved = await city.Aftermath.ActivationOfAsync(person.Login);
        reserved.CompletedAt.ShouldBeNull();

        (await visitor.ActivateAsync(person.Password)).Text.ShouldContain("Аккаунт МЭШ готов");

        var completed = await city.Aftermath.ActivationOfAsync(person.Login);
        (completed.Login, completed.Id).ShouldBe((reserved.Login, reserved.Id));
        completed.CompletedAt.ShouldNotBeNull();
        (await city.Aftermath.ObjectsAsync(completed.Login)).ShouldHaveSingleItem()["externalId"]!.GetValue<Guid>().ShouldBe(completed.Id);
        (await city.Aftermath.PcAcceptsAsync(completed.Login, person.Password)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task A_directory_that_fails_while_it_is_asked_whose_object_it_is_says_nothing_about_it(Trouble trouble)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        using (city.Middleman.Makes(Trouble.Cut, Scim))
            (await visitor.ActivateAsync(person.Password)).Problem.ShouldBe("DirectoryUnavailable");

        city.Middleman.BeforeAnswer = request =>
        {
            if (HttpMethod.Get.Method == request.Method && request.Path.StartsWithSegments(Scim, StringComparison.Ordinal))
                city.Middleman.Makes(trouble, Scim);
            return Task.CompletedTask;
        };
        (await visitor.ActivateAsync(person.Password)).Problem.ShouldBe("DirectoryUnavailable");
        city.Middleman.BeforeAnswer = _ => Task.CompletedTask;
        city.Middleman.Makes(trouble, Scim).Dispose();

        (await visitor.ActivateAsync(person.Password)).Text.ShouldContain("Аккаунт МЭШ готов");
        (await city.Aftermath.ActivationOfAsync(person.Login)).Login.ShouldBe(person.Login);
    }

    [Theory(DisplayName = "E36: an object of somebody else under the wanted login is left alone, and the next candidate is taken")]
    [InlineData("somebody-else")]
    [InlineData(null)]
    public async Task A_foreign_object_keeps_its_name(string? externalId)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        await city.Aftermath.AddObjectAsync(person.Login, externalId);

        (await visitor.ActivateAsync(person.Password)).Text.ShouldContain("Аккаунт МЭШ готов");

        var moved = await city.Aftermath.ActivationOfAsync(person.Login);
        moved.Login.ShouldStartWith(person.Login);
        moved.Login.ShouldNotBe(person.Login);
        (await city.Aftermath.PcAcceptsAsync(moved.Login, person.Password)).ShouldBeTrue();
        (await city.Aftermath.PcAcceptsAsync(person.Login, person.Password)).ShouldBeFalse();
        (await city.Aftermath.ObjectsAsync(person.Login)).ShouldHaveSingleItem()["externalId"]?.GetValue<string>().ShouldBe(externalId);
    }
}
