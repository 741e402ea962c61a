using Bunit;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>The frame of every page, and the two pages for when nothing else fits.</summary>
public sealed class ShellPagesTests : PageContext
{
    [Theory(DisplayName = "R1: every page carries the mark «тестовый запуск» until the settings switch it off")]
    [InlineData(true)]
    [InlineData(false)]
    public void The_mark(bool isTest)
    {
        Services.AddSingleton(Options.Create(new SiteOptions { TestLaunch = isTest }));
        Render<PageLayout>().All("header .mark").ShouldBe(isTest ? ["тестовый запуск"] : []);
    }

    [Fact(DisplayName = "R6: the footer leads to help, support, the social networks of the settings and «Написать нам»")]
    public void The_footer()
    {
        var layout = Render<PageLayout>(it => it.Add(page => page.Body, "<p>тело</p>"));
        layout.Find("main").Words().ShouldBe("тело");
        layout.All("footer a").ShouldBe(["Помощь", "Информационная поддержка", "ВКонтакте", "Одноклассники", "Telegram", "Написать нам"]);
        layout.Link("Помощь").ShouldBe("/help");
        layout.Link("Информационная поддержка").ShouldBe("https://school.mos.ru/support");
        layout.Link("ВКонтакте").ShouldBe("https://vk.com/mos_mesh");
        layout.Link("Написать нам").ShouldBe("/support");
    }

    [Fact(DisplayName = "R24: whoever is signed in can leave from every page, by POST; a stranger is offered nothing of the kind")]
    public void The_menu()
    {
        Render<PageLayout>().FindAll("nav").ShouldBeEmpty();
        SignIn();
        var layout = Render<PageLayout>();
        layout.Link("Личный кабинет").ShouldBe("/cabinet");
        var form = layout.Find("nav form");
        (form.GetAttribute("method"), form.GetAttribute("action"), form.Words()).ShouldBe(("post", "/sign-out", "Выйти"));
    }

    [Theory]
    [InlineData("/help/access", "/help/access#content")]
    [InlineData("//evil.example", "/.//evil.example#content")]
    [InlineData("///evil.example/a", "/.///evil.example/a#content")]
    [InlineData("/\\evil.example", "/%5Cevil.example#content")]
    [InlineData("\t/evil.example", "/%09/evil.example#content")]
    [InlineData("/\n/evil.example", "/%0A/evil.example#content")]
    [InlineData("/%2Fevil.example", "/%2Fevil.example#content")]
    public void The_skip_link_stays_on_its_page(string path, string link)
    {
        Http.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature { OriginalPath = path.StartsWith('/') ? path : "/" + path });
        Render<PageLayout>().Link("Перейти к содержанию").ShouldBe(link);
    }

    [Fact]
    public void A_broken_page_tells_the_code_by_which_support_finds_it()
    {
        System.Diagnostics.Activity.Current = null;
        Http.TraceIdentifier = "0HN1";
        var page = Open<ErrorPage>("/error");
        page.Find("h1").Words().ShouldBe("Что-то сломалось у нас");
        page.Words().ShouldContain("Код ошибки: 0HN1");
        page.Link("Попробовать ещё раз").ShouldBe("/start");
        page.Link("Написать нам").ShouldBe("/support?about=error");

        using var activity = new System.Diagnostics.Activity("broken").Start();
        Open<ErrorPage>("/error").Link("Написать нам").ShouldBe($"/support?about=error-{activity.TraceId}");
    }

    [Fact]
    public void A_page_that_is_not_there_leads_to_one_that_is()
    {
        var page = Open<StatusPage>("/nowhere");
        page.Find("h1").Words().ShouldBe("Такой страницы нет");
        page.Link("На главную").ShouldBe("/");
    }

    [Theory]
    [InlineData(404, "Такой страницы нет")]
    [InlineData(405, "Такой страницы нет")]
    [InlineData(429, "Слишком часто")]
    [InlineData(503, "Сейчас входит очень много людей")]
    [InlineData(413, "Не получилось прочитать")]
    public void A_status_is_said_in_words(int code, string title) =>
        Render<StatusPage>(page => page.Add(it => it.Code, code)).Find("h1").Words().ShouldBe(title);
}
