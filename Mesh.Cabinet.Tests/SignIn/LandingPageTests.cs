using Bunit;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

public sealed class LandingPageTests : PageContext
{
    [Fact(DisplayName = "R2, R3, R4, R5, R7: a stranger reads what МЭШ is, sees both doors, how to get access, the notice and why one account is safer")]
    public void A_stranger()
    {
        var page = Open<LandingPage>("/");
        page.Find("h1").Words().ShouldBe("Цифровое образование в школах Москвы");
        page.Find(".about .lead").Words().ShouldStartWith("Московская электронная школа");
        page.All("h2").ShouldBe(["Вход", "Уважаемые пользователи!"]);
        page.Link("Войти через mos.ru").ShouldBe("/sign-in/mos-ru");
        page.Link("госуслуги для жителей регионов").ShouldBe("/sign-in/gosuslugi");
        page.Link("Как получить доступ?").ShouldBe("/help/access");
        page.Link("Подробнее").ShouldBe("https://uchebnik.mos.ru/help/news/mesh-aupd");
        page.Words().ShouldContain("Так безопаснее");
        page.FindAll(".warn").ShouldBeEmpty();
    }

    [Fact]
    public void Who_came_for_a_page_is_told_so_and_both_doors_lead_back_to_it()
    {
        var page = Open<LandingPage>("/?returnUrl=%2Fcabinet%2Faccount%3Fa%3D1");
        page.Find(".warn").Words().ShouldBe("Чтобы открыть эту страницу, сначала войдите.");
        page.Link("Войти через mos.ru").ShouldBe("/sign-in/mos-ru?returnUrl=%2Fcabinet%2Faccount%3Fa%3D1");
        page.Link("госуслуги для жителей регионов").ShouldBe("/sign-in/gosuslugi?returnUrl=%2Fcabinet%2Faccount%3Fa%3D1");
    }

    [Fact]
    public void An_address_elsewhere_is_forgotten()
    {
        var page = Open<LandingPage>("/?returnUrl=%2F%2Fevil.example");
        page.FindAll(".warn").ShouldBeEmpty();
        page.Link("Войти через mos.ru").ShouldBe("/sign-in/mos-ru");
    }

    [Fact]
    public void Who_is_signed_in_goes_on_instead_of_signing_in_again()
    {
        SignIn();
        var page = Open<LandingPage>("/");
        page.Words().ShouldContain("Вы уже вошли.");
        page.Link("Продолжить").ShouldBe("/start");
        page.Markup.ShouldNotContain("/sign-in/");
    }
}
