using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>mos.ru fails while it is asked about the password, or says that it is wrong.</summary>
[Collection(InTrouble.Name)]
public sealed class PasswordFaultsTests(TroubledCity city)
{
    private const string Token = "/connect/token";

    public static TheoryData<Trouble> Troubles => [.. Enum.GetValues<Trouble>()];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task When_mos_ru_gives_no_answer_the_person_is_told_nothing_is_written_and_no_try_is_counted(Trouble trouble)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        for (var tries = 0; tries < (trouble is Trouble.Slow ? 1 : 6); tries++)
        {
            using (city.Middleman.Makes(trouble, Token))
                (await visitor.ActivateAsync(person.Password)).Problem.ShouldBe("MosRuUnavailable");
        }

        await city.Aftermath.ShouldBeNothingAsync(person.Login);
        var done = await visitor.ActivateAsync(person.Password);
        done.Problem.ShouldBeNull();
        done.Text.ShouldContain("Аккаунт МЭШ готов");
    }

    [Fact(DisplayName = "R21: a wrong password leaves nothing anywhere, and the right one then goes through")]
    public async Task A_wrong_password_leaves_nothing()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();

        (await visitor.ActivateAsync("не тот пароль")).Problem.ShouldBe("WrongPassword");

        await city.Aftermath.ShouldBeNothingAsync(person.Login);
        (await visitor.ActivateAsync(person.Password)).Text.ShouldContain("Аккаунт МЭШ готов");
        (await city.Aftermath.PcAcceptsAsync(person.Login, person.Password)).ShouldBeTrue();
    }

    [Fact]
    public async Task Five_wrong_passwords_make_a_wait_that_blocks_activation_alone()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        for (var tries = 0; tries < 4; tries++)
            (await visitor.ActivateAsync("не тот пароль")).Problem.ShouldBe("WrongPassword");
        (await visitor.ActivateAsync("не тот пароль")).Problem.ShouldBe("Blocked");

        var asked = city.Middleman.CallsTo(Token);
        (await visitor.ActivateAsync(person.Password)).Problem.ShouldBe("Blocked");

        city.Middleman.CallsTo(Token).ShouldBe(asked, "the right password is not tried either");
        await city.Aftermath.ShouldBeNothingAsync(person.Login);
        (await visitor.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
        using var elsewhere = new HttpVisitor(city.Product);
        (await elsewhere.SignInAsync(person)).Path.ShouldBe("/activation");
    }

    [Fact]
    public async Task Twenty_wrong_passwords_at_once_reach_mos_ru_five_times_at_most()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var form = await visitor.FormTokenAsync();
        var before = city.Middleman.CallsTo(Token);

        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => visitor.ActivateAsync(form, "не тот пароль", confirmed: null)));

        (city.Middleman.CallsTo(Token) - before).ShouldBeInRange(1, 5);
        pages.ShouldAllBe(page => page.Problem == "WrongPassword" || page.Problem == "Blocked");
        await city.Aftermath.ShouldBeNothingAsync(person.Login);
    }
}
