using Bunit;
using CsCheck;
using Mesh.Cabinet.Children;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>Whose child it is, asked of the pages that live in a circuit, as somebody would who opens them past the address.</summary>
public sealed class ChildrenInCircuitsTests : PageContext
{
    private const int Adults = 16;
    private const int Children = 20;

    [Fact(DisplayName = "R38, E27: for hundreds of pairs of an adult and a child the pages show the child by any right, judge logins only by the full one, and else are not there")]
    public async Task Every_pair()
    {
        var graph = FamilyGraph.Gen(Adults, Children, FamilyGround.Today, edge: 0).Single(_ => true, "cFlUcJkLJLE2");
        using var ground = await FamilyGround.OpenAsync(DatabaseProvider.Sqlite, graph);
        Services.AddSingleton(ground.Mine).AddSingleton(ground.History).AddSingleton(ground.Consents).AddSingleton(ground.Logins).AddSingleton(new Consent()).AddSingleton<TimeProvider>(ground.Time);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        await ground.ExecuteAsync("UPDATE People SET Username = 'ivanov', FoldedUsername = 'ivanov' WHERE Id = 'adult-0'");

        var counts = new Dictionary<FamilyRight, int>();
        foreach (var (adult, number) in graph.Adults.Select((adult, number) => (adult, number)))
        {
            Signed = FamilyGround.SessionOf(number) with { ConfirmedAt = ground.Time.GetUtcNow() };
            foreach (var child in graph.Children)
            {
                var right = FamilyGraph.Right(adult, child, FamilyGround.Today);
                counts[right] = counts.GetValueOrDefault(right) + 1;
                await AgreesAsync(ground, adult.Id, child.Id, right, $"{adult.Id} and {child.Id} have the right {right}");
            }
        }

        counts.Values.Sum().ShouldBe(Adults * Children);
        (counts[FamilyRight.Full] >= 10 && counts[FamilyRight.Look] >= 10).ShouldBeTrue(string.Join(", ", counts));
    }

    private async Task AgreesAsync(FamilyGround ground, string adultId, string childId, FamilyRight right, string why)
    {
        if (right is FamilyRight.Full)
            (await ground.Consents.GiveAsync(childId, new Consent().Current, new Actor(adultId, null), default)).ShouldBeTrue(why);
        Http.RequestServices = Services;
        Navigation.NavigateTo("/cabinet/children/any/account");
        Render<ChildPage>(page => page.Add(it => it.Id, childId)).Words().Contains("Такой страницы нет", StringComparison.Ordinal).ShouldBe(right is FamilyRight.None, why);

        var account = Render<ChildAccountPage>(page => page.Add(it => it.Id, childId));
        account.Words().Contains("Такой страницы нет", StringComparison.Ordinal).ShouldBe(right is FamilyRight.None, why);
        account.Words().Contains("можете только смотреть", StringComparison.Ordinal).ShouldBe(right is FamilyRight.Look, why);
        account.FindAll("#login").Count.ShouldBe(right is FamilyRight.Full ? 1 : 0, why);
        if (right is not FamilyRight.Full)
            return;
        await account.Find("#login").InputAsync(new ChangeEventArgs { Value = "ivanov" });
        await account.Find("#login").ChangeAsync(new ChangeEventArgs { Value = "ivanov" });
        account.Find("#login-check").Words().ShouldContain("уже у другого человека", Case.Sensitive, why);
    }
}
