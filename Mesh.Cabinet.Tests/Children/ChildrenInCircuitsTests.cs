using Bunit;
using CsCheck;
using Mesh.Cabinet.Children;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>Whose child it is, asked of the one component that lives in a circuit, as somebody would who opens circuits without the page.</summary>
public sealed class ChildrenInCircuitsTests : PageContext
{
    private const int Adults = 16;
    private const int Children = 20;
    private const string Form = "/cabinet/children/any/account";

    [Fact(DisplayName = "R38, E27: for hundreds of pairs of an adult and a child the live field stays and judges logins only by the full right, and else leaves and says nothing")]
    public async Task Every_pair()
    {
        var graph = FamilyGraph.Gen(Adults, Children, FamilyGround.Today, edge: 0).Single(_ => true, "cFlUcJkLJLE2");
        using var ground = await FamilyGround.OpenAsync(DatabaseProvider.Sqlite, graph);
        Services.AddSingleton(ground.Mine).AddSingleton(ground.Logins).AddSingleton<TimeProvider>(ground.Time);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        await ground.ExecuteAsync("UPDATE People SET Username = 'ivanov', FoldedUsername = 'ivanov' WHERE Id = 'adult-0'");

        var counts = new Dictionary<FamilyRight, int>();
        foreach (var (adult, number) in graph.Adults.Select((adult, number) => (adult, number)))
        {
            Signed = FamilyGround.SessionOf(number);
            foreach (var child in graph.Children)
            {
                var right = FamilyGraph.Right(adult, child, FamilyGround.Today);
                counts[right] = counts.GetValueOrDefault(right) + 1;
                await AgreesAsync(child.Id, right, $"{adult.Id} and {child.Id} have the right {right}");
            }
        }

        counts.Values.Sum().ShouldBe(Adults * Children);
        (counts[FamilyRight.Full] >= 10 && counts[FamilyRight.Look] >= 10).ShouldBeTrue(string.Join(", ", counts));
    }

    private async Task AgreesAsync(string childId, FamilyRight right, string why)
    {
        var stays = right is FamilyRight.Full;
        Navigation.NavigateTo(Form);
        var field = Render<LoginField>(it => it.Add(its => its.ChildId, childId).Add(its => its.Start, ""));
        Address.ShouldBe(stays ? Form : "/cabinet/children", why);

        // Who is led away may have stopped the script that would go.
        Navigation.NavigateTo(Form);
        await field.Find("input").InputAsync(new ChangeEventArgs { Value = "ivanov" });
        await field.Find("input").ChangeAsync(new ChangeEventArgs { Value = "ivanov" });
        field.Find("#login-check").Words().Contains("уже у другого человека", StringComparison.Ordinal).ShouldBe(stays, why);
        field.FindAll("#login-check p").Count.ShouldBe(stays ? 1 : 0, why);
        Address.ShouldBe(stays ? Form : "/cabinet/children", why);
    }
}
