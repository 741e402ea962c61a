using Bunit;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.MyServices;

/// <summary>«Какие сервисы что получают».</summary>
public sealed class GivenServicesCardTests : PageContext
{
    private static readonly DateTimeOffset Morning = new(2026, 9, 1, 5, 30, 0, TimeSpan.Zero);

    [Fact(DisplayName = "R37: a person reads what each service is told, leaves one, and chooses another school")]
    public void Card()
    {
        Given.Add(new GivenService("journal", "Журнал", ["имя", "роль, школу и класс"], Morning, IsOpen: true) { School = "Школа № 9101" });
        Given.Add(new GivenService("diary", "Дневник", ["имя"], Morning.AddDays(-1), IsOpen: false));
        var card = Render<GivenServicesCard>();
        var text = card.Find("section").TextContent;
        text.ShouldContain("Узнаёт: имя, роль, школу и класс");
        text.ShouldContain("Последний раз: 1 сентября 2026, 08:30");
        text.ShouldContain("Школа: Школа № 9101");
        card.FindAll("button").Select(button => button.GetAttribute("aria-label")).ShouldBe(["Сменить школу в сервисе «Журнал»", "Выйти из сервиса «Журнал»"]);

        card.Find("[aria-label^='Сменить школу']").Click();
        card.Find("section").TextContent.ShouldNotContain("Школа № 9101");
        card.Find("[aria-label^='Выйти']").Click();
        Given.ShouldAllBe(service => !service.IsOpen);
        card.FindAll("button").ShouldBeEmpty();
    }

    [Fact]
    public void Who_went_into_no_service_sees_nothing() => Render<GivenServicesCard>().Markup.Trim().ShouldBeEmpty();
}
