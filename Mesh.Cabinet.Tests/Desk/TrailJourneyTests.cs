using System.Net;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Desk;

/// <summary>The export of the audit trail from the running product: for operators alone, of their own schools.</summary>
public sealed class TrailJourneyTests
{
    [Fact(DisplayName = "R58, D22: an operator downloads what happened to a person of their schools, and for nobody else is there anything")]
    public async Task Export()
    {
        await using var product = await RunningProduct.StartAsync();
        using var teacher = new HttpVisitor(product);
        await teacher.SignInAsync("petrova_anna", "Shkola-2026");
        (await AskAsync(teacher, "Петрова Анна")).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var address in new[] { "/desk/records", "/desk/numbers", "/desk/numbers/roles.csv" })
            (await teacher.OpenAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound, address);

        using var city = new HttpVisitor(product);
        await city.SignInAsync("vlasov_roman", "Shkola-2026");
        var table = await AskAsync(city, "Петрова Анна");
        table.Status.ShouldBe(HttpStatusCode.OK);
        table.Text.TrimStart('\uFEFF').ShouldStartWith("number,at,event,person,account,by,detail,device\r\n");
        table.Text.ShouldContain("\"tied\"");
        table.Text.ShouldContain("\"audit-exported\"");
        (await AskAsync(city, "Никто Никакой")).Text.Split("\r\n").Length.ShouldBe(2, "the heads alone");
        (await city.PostAsync("/desk/audit/export", ("person", ""))).Text.ShouldNotContain("\"tied\"", customMessage: "a form of another site");
        (await city.OpenAsync("/desk/audit")).Text.ShouldContain("Журнал");
        foreach (var address in new[] { "/desk/records", "/desk/numbers" })
            (await city.OpenAsync(address)).Status.ShouldBe(HttpStatusCode.OK, address);
        (await city.OpenAsync("/desk/numbers/roles.csv")).Text.TrimStart('\uFEFF').ShouldStartWith("\"Кто\",\"Всего\",\"Активировали\",\"Доля, %\"");
        (await city.OpenAsync("/desk/numbers/nothing.csv")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<Page> AskAsync(HttpVisitor visitor, string person) =>
        await visitor.PostAsync("/desk/audit/export", ("__RequestVerificationToken", await visitor.FormTokenAsync()), ("person", person), ("from", "2020-01-01"), ("to", "2090-01-01"));
}
