using System.Net;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.WebUtilities;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>Back in the browser, answers opened again, and sign-ins that nobody ended.</summary>
[Collection(TroubleAtTheDoor.Name)]
public sealed class LedOnTests(TroubledCity city)
{
    [Fact(DisplayName = "E52: an answer opened again leads who is signed in to where it led before")]
    public async Task Opened_again()
    {
        using var visitor = new HttpVisitor(city.Product);
        (await visitor.SignInAsync(city.NewTeacher(), "/sign-in/mos-ru?returnUrl=%2Fhelp")).Path.ShouldBe("/help");

        var callback = visitor.Visited.Single(address => address.AbsolutePath == "/sign-in/mos-ru/callback");
        (await visitor.OpenAsync(callback.ToString())).Path.ShouldBe("/help");
    }

    [Fact(DisplayName = "E52: who went back to the page of mos.ru and signed in there once more is led on")]
    public async Task Back()
    {
        var person = city.NewTeacher();
        using var visitor = new HttpVisitor(city.Product);
        var form = await visitor.OpenAsync("/sign-in/mos-ru?returnUrl=%2Fhelp");
        for (var times = 0; times < 3; times++)
            (await visitor.PostAsync(form.Address.ToString(), ("login", person.Login), ("password", person.Password))).Path.ShouldBe("/help");
    }

    [Theory(DisplayName = "E52: who is signed in is led on from an answer that nobody can read, and from the page of an earlier try")]
    [InlineData("/sign-in/mos-ru/callback?code=rubbish&state=rubbish", "/activation")]
    [InlineData("/sign-in/gosuslugi/callback?code=rubbish&state=rubbish", "/activation")]
    [InlineData("/sign-in/problem?kind=Stale&at=MosRu", "/activation")]
    [InlineData("/sign-in/problem?kind=Stale&at=MosRu&back=%2Fhelp", "/help")]
    [InlineData("/sign-in/problem?kind=Stale&at=MosRu&back=%2F%2Fevil.example", "/activation")]
    public async Task Unreadable(string address, string leadsTo)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();

        (await visitor.OpenAsync(address)).Path.ShouldBe(leadsTo);
    }

    [Theory(DisplayName = "E52: who is not in yet comes by the second try to where the first one wanted to go")]
    [InlineData("&error=access_denied", false)]
    [InlineData("&error=server_error", false)]
    [InlineData("&code=rubbish", true)]
    public async Task Second_try(string answer, bool isStale)
    {
        using var visitor = new HttpVisitor(city.Product);
        await visitor.OpenAsync("/sign-in/mos-ru?returnUrl=%2Fhelp%2Faccess");
        var state = StateOf(visitor);
        var problem = await visitor.OpenAsync($"/sign-in/mos-ru/callback?state={Uri.EscapeDataString(state)}{answer}");
        if (isStale)
            problem = await visitor.OpenAsync($"/sign-in/mos-ru/callback?state={Uri.EscapeDataString(state)}{answer}");

        problem.Path.ShouldBe("/sign-in/problem");
        problem.Text.ShouldContain("href=\"/sign-in/mos-ru?returnUrl=%2Fhelp%2Faccess\"");
        problem.Text.ShouldContain("href=\"/?returnUrl=%2Fhelp%2Faccess\"");
        (await visitor.SignInAsync(city.NewTeacher(), "/sign-in/mos-ru?returnUrl=%2Fhelp%2Faccess")).Path.ShouldBe("/help/access");
    }

    [Fact(DisplayName = "E52: who asks again because the answer was lost after the code had been redeemed is in all the same")]
    public async Task Code_used_up()
    {
        var person = city.NewTeacher();
        using var visitor = new HttpVisitor(city.Product);
        var callback = await CallbackAsync(visitor, person);
        // As a proxy does that lost the first node: the same request, cookies and all, and nobody saw the first answer.
        using (var elsewhere = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }))
        {
            elsewhere.DefaultRequestHeaders.Add("Cookie", visitor.Cookies.GetCookieHeader(callback));
            using var lost = await elsewhere.GetAsync(callback);
            lost.Headers.Location!.ToString().ShouldBe("/help");
        }

        (await visitor.OpenAsync(callback.ToString())).Path.ShouldBe("/help");
        (await visitor.OpenAsync("/activation")).Path.ShouldBe("/activation");
    }

    [Fact(DisplayName = "E52: who comes back with codes that are never taken is told so the second time")]
    public async Task Code_never_taken()
    {
        using var visitor = new HttpVisitor(city.Product);
        await visitor.OpenAsync("/sign-in/mos-ru?returnUrl=%2Fhelp%2Faccess");
        var pages = new List<Page>();
        for (var times = 0; times < 2; times++)
            pages.Add(await visitor.OpenAsync($"/sign-in/mos-ru/callback?code=rubbish&state={Uri.EscapeDataString(StateOf(visitor))}"));

        pages[0].Address.Port.ShouldNotBe(city.Product.Cabinet.Port, "once more at mos.ru");
        pages[1].Path.ShouldBe("/sign-in/problem");
        pages[1].Text.ShouldContain("href=\"/sign-in/mos-ru?returnUrl=%2Fhelp%2Faccess\"");
    }

    [Fact(DisplayName = "E52: also who waited for so long at mos.ru that nobody can read the answer comes to where the first try wanted to go")]
    public async Task Unreadable_second_try()
    {
        using var visitor = new HttpVisitor(city.Product);
        await visitor.OpenAsync("/sign-in/mos-ru?returnUrl=%2Fhelp%2Faccess");

        (await visitor.OpenAsync("/sign-in/mos-ru/callback?code=rubbish&state=rubbish")).Text.ShouldContain("href=\"/sign-in/mos-ru?returnUrl=%2Fhelp%2Faccess\"");
    }

    [Fact(DisplayName = "E52: sign-ins that nobody ended do not pile up in the browser, and the last few can still be ended")]
    public async Task Abandoned()
    {
        var person = city.NewTeacher();
        using var visitor = new HttpVisitor(city.Product);
        var forms = new List<Page>();
        for (var times = 0; times < 30; times++)
            forms.Add(await visitor.OpenAsync("/sign-in/mos-ru?returnUrl=%2Fhelp"));

        var callback = new Uri(city.Product.Cabinet, "/sign-in/mos-ru/callback");
        visitor.Cookies.GetCookies(callback).Count.ShouldBe((2 * BegunSignIns.Most) + 1, "two of each, and where the last was to lead");
        visitor.Cookies.GetCookieHeader(callback).Length.ShouldBeLessThan(4000);
        var form = forms[^BegunSignIns.Most];
        (await visitor.PostAsync(form.Address.ToString(), ("login", person.Login), ("password", person.Password))).Path.ShouldBe("/help");
    }

    // Of the sign-in that was begun last.
    private static string StateOf(HttpVisitor visitor) =>
        QueryHelpers.ParseQuery(visitor.Visited.Last(address => address.AbsolutePath == "/connect/authorize").Query)["state"].ToString();

    // Where mos.ru sends the browser after the password, which has not gone there yet.
    private async Task<Uri> CallbackAsync(HttpVisitor visitor, Citizen person)
    {
        var form = await visitor.OpenAsync("/sign-in/mos-ru?returnUrl=%2Fhelp");
        var request = new HttpRequestMessage(HttpMethod.Post, form.Address) { Content = new FormUrlEncodedContent([new("login", person.Login), new("password", person.Password)]) };
        while (true)
        {
            using var answer = await visitor.SendAsync(request);
            var onward = new Uri(request.RequestUri!, answer.Headers.Location!);
            request.Dispose();
            if (onward.Port == city.Product.Cabinet.Port)
                return onward;
            request = new HttpRequestMessage(HttpMethod.Get, onward);
        }
    }
}
