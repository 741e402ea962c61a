using Bunit;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Logins;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.DependencyInjection;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>The steps of activation as a teacher with a login meets them, over a real count of tries.</summary>
public abstract class ActivationStepsContext : PageContext
{
    private readonly TestRoster roster = new();

    protected ActivationStepsContext()
    {
        Tries = new PasswordTryStore(roster.Database.Database, TimeProvider.System);
        Services.AddSingleton(Tries);
        Allowed = Access(Staff());
        State = Proposed("petrova", "petrova", "petrova");
    }

    private protected PasswordTryStore Tries { get; }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            roster.Dispose();
    }

    private protected static ActivationState.Open Proposed(string source, string wanted, string login, LoginOrigin origin = LoginOrigin.Journal) =>
        new(new LoginProposal(origin, source, wanted, login, LoginRules.Flaws(source)));

    private protected async Task TakeAsync(int times)
    {
        await roster.CountAsync();
        for (var number = 0; number < times; number++)
            await Tries.TakeAsync("u1", default);
    }

    private protected IRenderedComponent<ActivationSteps> Steps(ActivationProblem problem = ActivationProblem.None)
    {
        Navigation.NavigateTo("/activation");
        var steps = Render<ActivationSteps>(it => it.Add(page => page.Problem, problem).Add(page => page.FormToken, "token").Add(page => page.TokenField, "field"));
        steps.WaitForElement(".steps");
        return steps;
    }
}

/// <summary>What the stepper says of where the person stands.</summary>
internal static class ShownSteps
{
    /// <param name="said">What who listens hears.</param>
    /// <param name="titles">The names of all steps.</param>
    public static void ShowStep<T>(this IRenderedComponent<T> steps, string said, params string[] titles)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        steps.Find(".step-now[role=status]").Words().ShouldBe(said);
        steps.All(".steps .mud-step-label-content").ShouldBe(titles);
        steps.Find(".steps [role=tab][aria-selected=true] .mud-step-label-content").Words().ShouldBe(said.Split(": ")[1]);
        steps.FindAll(".steps [role=tabpanel]").ShouldHaveSingleItem();
    }
}
