using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>The login that comes with the password, where another one than the person's had to be shown first.</summary>
[Collection(InTrouble.Name)]
public sealed class ConfirmedLoginTests(TroubledCity city)
{
    [Theory(DisplayName = "R26, D3: without the person's word for the changed login nothing is asked and nothing is written")]
    [InlineData(null)]
    [InlineData("somebody_else")]
    [InlineData("administrator")]
    [InlineData("' OR 1=1 --")]
    [InlineData("teacher_2147483648")]
    public async Task A_login_nobody_confirmed_is_not_issued(string? confirmed)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync(city.NewDottedTeacher());
        var before = city.Middleman.CallsTo("/connect/token");

        (await visitor.ActivateAsync(person.Password, confirmed)).Problem.ShouldBe("ConfirmFirst");

        city.Middleman.CallsTo("/connect/token").ShouldBe(before);
        await city.Aftermath.ShouldBeNothingAsync(person.Login);
    }

    [Fact(DisplayName = "R26: the confirmed login is the one that is issued")]
    public async Task The_confirmed_login_is_issued()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync(city.NewDottedTeacher());
        var confirmed = person.Login.Replace('.', '_');

        (await visitor.ActivateAsync(person.Password, confirmed)).Text.ShouldContain("Аккаунт МЭШ готов");

        (await city.Aftermath.ActivationOfAsync(person.Login)).Login.ShouldBe(confirmed);
    }

    [Theory]
    [InlineData(13)]
    [InlineData(90_000)]
    public async Task A_login_that_needs_no_word_is_not_changed_by_one_and_the_word_is_not_kept(int length)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();

        await visitor.ActivateAsync(person.Password, new string('x', length));

        var written = await city.Aftermath.ActivationOfAsync(person.Login);
        (written.Login, written.AskedLogin).ShouldBe((person.Login, person.Login));
    }
}
