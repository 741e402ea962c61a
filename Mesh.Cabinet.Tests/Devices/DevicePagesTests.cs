using Bunit;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.Devices;

/// <summary>The list of devices and open sessions, in every state a person may find it.</summary>
public sealed class DevicePagesTests : PageContext, IAsyncLifetime
{
    private StoreGround ground = null!;

    public async ValueTask InitializeAsync()
    {
        ground = await StoreGround.OpenAsync(Cabinet.Database.DatabaseProvider.Sqlite);
        Services.AddSingleton(ground.Devices()).AddSingleton(new OpenSessionsStore(ground.Database, ground.Time));
        Services.AddSingleton<TimeProvider>(ground.Time);
        Allowed = Access(Staff());
    }

    public new ValueTask DisposeAsync()
    {
        ground.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public void Without_a_device_the_page_says_so_and_offers_to_bind_this_one()
    {
        var page = Open<DevicesPage>("/cabinet/devices");
        page.Words().ShouldContain("Пока ничего не привязано.");
        page.Link("Привязать это устройство").ShouldBe("/cabinet/devices/bind");
        page.Link("История входов и изменений").ShouldBe("/cabinet/devices/history");
        page.FindAll("input[type=checkbox]").ShouldBeEmpty("there is nothing to unbind");
    }

    [Fact(DisplayName = "R36: each device is listed with name, kind, service and last use; the service is chosen from the person's own")]
    public async Task Listed()
    {
        var (device, passkey) = await ground.BindAsync(Profile());
        Open<DevicesPage>("/cabinet/devices").Words().ShouldContain("Входов ещё не было");
        ground.Time.Advance(TimeSpan.FromHours(1));
        await ground.Devices().UsedAsync(device.Id, passkey, default);
        var page = Open<DevicesPage>("/cabinet/devices");
        page.All("#devices-title ~ .entries h3").ShouldBe(["Телефон"]);
        page.Find("#devices-title ~ .entries p").Words()
            .ShouldBe("Chrome на Windows. Открывает: Журнал Привязано: 1 сентября 2026, 08:00 Последний вход: 1 сентября 2026, 09:00");
        page.All("option").ShouldBe(["Журнал", "Библиотека МЭШ", "Microsoft Teams"]);
        page.Find("option[selected]").Words().ShouldBe("Журнал");
        page.FindAll("details[open]").ShouldBeEmpty();
        page.FindAll("form").Select(form => form.GetAttribute("action"))
            .ShouldBe(["/cabinet/devices/change", "/cabinet/devices/unbind", "/cabinet/sessions/leave"]);
        page.Find("label.check").Words().ShouldBe("Оставить быстрый вход на привязанных устройствах");
    }

    [Fact]
    public async Task A_mistake_stands_next_to_the_field_of_the_device_it_is_about()
    {
        var (device, _) = await ground.BindAsync(Profile());
        await ground.BindAsync(Profile(), "Планшет");
        var page = Open<DevicesPage>($"/cabinet/devices?problem=NameMissing&device={device.Id}");
        page.Find("details[open]").Id.ShouldBe($"device-{device.Id}");
        page.All("p.error:not([hidden])").ShouldBe(["Напишите название устройства."]);
        page.Find("[aria-invalid=true]").Id.ShouldBe($"name-{device.Id}");
    }

    [Theory]
    [InlineData("news=Bound", "Готово, устройство привязано. На главной странице появилась кнопка «Быстрый вход».")]
    [InlineData("news=Changed", "Сохранено.")]
    [InlineData("news=Unbound", "Устройство отвязано. Быстрый вход с него больше не работает.")]
    [InlineData("news=Gone", "Этого устройства уже нет в списке: его отвязали раньше.")]
    [InlineData("news=Expired", "Страница была открыта слишком долго, поэтому ничего не изменилось. Нажмите ещё раз.")]
    [InlineData("sessions=Ended", "Вход завершён. Открытые там страницы закроются в течение минуты.")]
    [InlineData("sessions=Expired", "Страница была открыта слишком долго, поэтому ничего не изменилось. Нажмите ещё раз.")]
    [InlineData("news=99&sessions=%3Cscript%3E", null)]
    public void What_became_of_a_form_is_said(string query, string? words) =>
        Open<DevicesPage>("/cabinet/devices?" + query).All("p.note").ShouldBe(words is null ? [] : [words]);

    [Fact]
    public async Task With_ten_devices_no_more_are_offered()
    {
        for (var number = 0; number < 10; number++)
            await ground.BindAsync(Profile());
        var page = Open<DevicesPage>("/cabinet/devices");
        page.Words().ShouldContain("Устройств уже 10, больше нельзя.");
        page.Markup.ShouldNotContain("/cabinet/devices/bind");
    }

    [Fact(DisplayName = "E18: who has no service left sees devices and sessions still, and is led to the reason")]
    public async Task Without_a_service()
    {
        await ground.BindAsync(Profile());
        Allowed = Nobody();
        var page = Open<DevicesPage>("/cabinet/devices");
        page.Words().ShouldContain("Открывает: сервис, который вам больше не открыт");
        page.Link("Почему сервисы закрыты").ShouldBe("/access");
        page.Markup.ShouldNotContain("/cabinet/devices/bind");
        var bind = Open<BindDevicePage>("/cabinet/devices/bind");
        bind.Link("Почему сервисы закрыты").ShouldBe("/access");
        bind.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_session_of_this_browser_is_marked_and_each_other_can_be_ended()
    {
        var sessions = ground.Sessions();
        var (device, _) = await ground.BindAsync(Profile());
        var own = await sessions.OpenAsync(new ProviderAnswer(Profile()), "Mozilla/5.0 (Windows NT 10.0) Firefox/145.0", default);
        await sessions.OpenByDeviceAsync(Profile(), "Mozilla/5.0 (iPhone) Version/18.6", device.Id, device.Name, default);
        Signed = Session() with { Id = (await ground.OfAsync(own))!.Id };
        var page = Open<DevicesPage>("/cabinet/devices");
        page.All("#sessions .entries > li").OrderDescending(StringComparer.Ordinal).ShouldBe(
        [
            "Safari на iPhone Вход: 1 сентября 2026, 08:00, быстрый вход Последнее действие: 1 сентября 2026, 08:00 Завершить",
            "Firefox на Windows Вход: 1 сентября 2026, 08:00 Последнее действие: 1 сентября 2026, 08:00это вы сейчас",
        ]);
        page.Find("#sessions .entries button").GetAttribute("aria-label").ShouldBe("Завершить вход: Safari на iPhone");
        page.Markup.ShouldNotContain(own);
        page.Find("form.leave").Words().ShouldStartWith("Выйти везде Завершатся все входы, и этот тоже. Оставить быстрый вход на привязанных устройствах");
    }

    [Fact(DisplayName = "R36: binding asks for the password at mos.ru first, and only then for the name, with this browser's proposed")]
    public void Binding()
    {
        var page = Open<BindDevicePage>("/cabinet/devices/bind");
        page.Link("Ввести пароль ещё раз").ShouldBe("/sign-in/again?returnUrl=%2Fcabinet%2Fdevices%2Fbind");
        page.FindAll("form, script").ShouldBeEmpty();

        Signed = Session() with { ConfirmedAt = ground.Time.GetUtcNow() };
        Http.Request.Headers.UserAgent = "Mozilla/5.0 (Windows NT 10.0) Chrome/143.0.0.0";
        page = Open<BindDevicePage>("/cabinet/devices/bind");
        page.Find("input[name=name]").GetAttribute("value").ShouldBe("Chrome на Windows");
        page.All("option").ShouldBe(["Журнал", "Библиотека МЭШ", "Microsoft Teams"]);
        page.FindAll("[data-problem]").ShouldAllBe(words => words.HasAttribute("hidden"));
        page.Find("noscript").TextContent.ShouldContain("включите JavaScript");
    }

    [Fact]
    public void Every_problem_that_a_ceremony_may_answer_has_its_words_in_the_page()
    {
        Signed = Session() with { ConfirmedAt = ground.Time.GetUtcNow() };
        var bind = Open<BindDevicePage>("/cabinet/devices/bind").FindAll("[data-problem]").Select(words => words.GetAttribute("data-problem"));
        var quick = Open<QuickEntryPage>("/sign-in/quick").FindAll("[data-problem]").Select(words => words.GetAttribute("data-problem")).ToList();
        bind.Concat(quick).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(Enum.GetNames<DeviceProblem>().Except([nameof(DeviceProblem.None)]).Order(StringComparer.Ordinal));
        quick.ShouldBe(["Expired", "Cancelled", "Unsupported", "Refused", "Unbound", "LostRight", "Asleep", "TooOften", "NoAnswer"]);
        Open<QuickEntryPage>("/sign-in/quick").Link("Войти через mos.ru").ShouldBe("/sign-in/mos-ru");
    }
}
