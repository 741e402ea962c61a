using Bunit;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

public sealed class SignInProblemPageTests : PageContext
{
    [Theory]
    [InlineData(SignInProblem.NoAnswer, CityProvider.MosRu, "Портал «mos.ru» сейчас не отвечает")]
    [InlineData(SignInProblem.NoAnswer, CityProvider.Gosuslugi, "Портал «Госуслуги» сейчас не отвечает")]
    [InlineData(SignInProblem.Refused, CityProvider.MosRu, "Портал «mos.ru» нас не принимает")]
    [InlineData(SignInProblem.Declined, CityProvider.MosRu, "Вход отменён")]
    [InlineData(SignInProblem.Stale, CityProvider.MosRu, "Вход начат слишком давно")]
    [InlineData(SignInProblem.NoSubject, CityProvider.Gosuslugi, "Портал «Госуслуги» не сообщил, кто вы")]
    public void What_went_wrong_is_said_with_the_way_to_try_again(SignInProblem problem, string provider, string title)
    {
        var page = Open<SignInProblemPage>(SignInProblems.Address(problem, provider));
        page.Find("h1").Words().ShouldBe(title);
        page.Find("h1 + p").Words().ShouldContain(provider == CityProvider.MosRu ? "«mos.ru»" : "«Госуслуги»");
        page.Link("Попробовать ещё раз").ShouldBe(provider == CityProvider.MosRu ? "/sign-in/mos-ru" : "/sign-in/gosuslugi");
        page.Link("На главную").ShouldBe("/");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?kind=99&at=MosRu")]
    [InlineData("?kind=%3Cscript%3E&at=https%3A%2F%2Fevil.example")]
    public void An_address_that_somebody_made_up_says_the_least(string query)
    {
        var page = Open<SignInProblemPage>("/sign-in/problem" + query);
        page.Find("h1").Words().ShouldBe("Портал «mos.ru» сейчас не отвечает");
        page.Markup.ShouldNotContain("evil");
        page.Link("Попробовать ещё раз").ShouldBe("/sign-in/mos-ru");
    }
}
