using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Children;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>
/// Every state of the interactive pages of activation, account, contacts and children that comes of an address, opened once in the real program: none
/// breaks the page, and each says something of its own. States that come of what a person does are opened by the other journeys.
/// </summary>
public sealed class EveryStateJourneys(JourneyFixture journeys) : IClassFixture<JourneyFixture>
{
    [Fact(DisplayName = "E38: whatever went wrong before, the steps of activation stand and say so")]
    public async Task Activation()
    {
        await using var teacher = await journeys.VisitorAsync();
        await teacher.SignInAsync("popov-sn", "Shkola-2026");
        var seen = await OpenedAsync(teacher, Enum.GetValues<ActivationProblem>(), problem => $"/activation?problem={problem}", ".steps [role=tabpanel]");
        // What was not confirmed is shown again; who is blocked, is told so by the count of tries alone.
        seen.Where(state => state.Key is not (ActivationProblem.ConfirmFirst or ActivationProblem.Expired or ActivationProblem.Blocked or ActivationProblem.ConfirmAtMosRu or ActivationProblem.PasswordsDiffer))
            .Select(state => state.Value).ShouldBeUnique();
    }

    [Fact(DisplayName = "R39, E26: whatever went wrong before, the forms for a child stand and say so")]
    public async Task Children()
    {
        await using var mother = await journeys.VisitorAsync();
        await mother.SignInAsync("sokolova_kate", "Semya_2026");
        await mother.IsAtServiceAsync("/diary");
        await mother.OpenAsync("/cabinet/children/story-44/account");
        await mother.ConfirmAsync("sokolova_kate", "Semya_2026", "/cabinet/children/story-44/account");
        await OpenedAsync(mother, Enum.GetValues<ChildProblem>(), problem => $"/cabinet/children/story-44/account?problem={problem}&login=kotik", ".steps [role=tabpanel] .agreement");
        await mother.ClickAsync("Даю согласие");
        await mother.SeesAsync("Шаг 2 из 4");
        var seen = await OpenedAsync(mother, Enum.GetValues<ChildProblem>(), problem => $"/cabinet/children/story-44/account?problem={problem}&login=kotik", ".steps [role=tabpanel] input:not([type=hidden])");
        seen.Where(state => state.Key is not ChildProblem.ConsentFirst).Select(state => state.Value).ShouldBeUnique();

        await mother.OpenAsync("/cabinet/children/story-44/account");
        await mother.ClickAsync("Дальше");
        await mother.ClickAsync("Придумать пароль");
        await mother.ClickAsync("Создать аккаунт");
        await mother.SeesAsync("Аккаунт создан");
        await OpenedAsync(mother, Enum.GetValues<ChildProblem>(), problem => $"/cabinet/children/story-44/new-password?problem={problem}", "form #password");
        string[] rest =
        [
            "/cabinet/children", "/cabinet/children/story-43", "/cabinet/children/story-43/account", "/cabinet/children/story-44", "/cabinet/children/story-44?done=password",
            "/cabinet/children/story-44/account", "/cabinet/contacts", "/cabinet/contacts/full", "/cabinet/account", "/cabinet/account?password=set",
        ];
        await OpenedAsync(mother, rest, address => address, "main h1");
    }

    // The words of the page in each state; none of them broken.
    private static async Task<Dictionary<TState, string>> OpenedAsync<TState>(Visitor person, IEnumerable<TState> states, Func<TState, string> address, string stands)
        where TState : notnull
    {
        var seen = new Dictionary<TState, string>();
        foreach (var state in states)
        {
            await person.OpenAsync(address(state));
            await Assertions.Expect(person.Page.Locator(stands).First).ToBeAttachedAsync(new() { Timeout = 30_000 });
            seen[state] = await person.Page.Locator("main").First.InnerTextAsync();
            seen[state].ShouldNotContain("Что-то сломалось", Case.Sensitive, $"{address(state)}");
            person.Complaints.ShouldBeEmpty(address(state));
        }

        return seen;
    }
}
