using Bunit;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.Devices;

/// <summary>The list of devices and open sessions, in every state a person may find it.</summary>
public sealed class DevicePagesTests : PageContext, IAsyncLifetime
{
    private StoreGround ground = null!;

    public async ValueTask InitializeAsync()
    {
        ground = await StoreGround.OpenAsync(Cabinet.Database.DatabaseProvider.Sqlite);
        Services.AddDevicePages(ground);
        Allowed = Access(Staff());
    }

    private IEnumerable<string> Told => Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(told => $"{told.Message}");

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
        page.FindAll(".entries button").ShouldBeEmpty("there is nothing to unbind");
    }

    [Fact(DisplayName = "R36: each device is listed with name, kind, service and last use")]
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
        page.FindAll(".entries button").Select(button => button.GetAttribute("aria-label")).ShouldBe(["Изменить: Телефон", "Отвязать: Телефон", "Это был не я: Телефон"]);
    }

    [Theory]
    [InlineData("news=bound", "Готово, устройство привязано. На главной странице появилась кнопка «Быстрый вход».")]
    [InlineData("news=99&sessions=%3Cscript%3E&ask=%3Cscript%3E&of=1", null)]
    public void What_became_of_a_ceremony_is_said(string query, string? words)
    {
        var page = Open<DevicesPage>("/cabinet/devices?" + query);
        Told.ShouldBe(words is null ? [] : [words]);
        page.FindAll("p.note").ShouldBeEmpty();
    }

    [Fact]
    public void Who_took_too_long_to_leave_everywhere_is_told_that_nothing_happened() =>
        Open<DevicesPage>("/cabinet/devices?sessions=Expired").All("p.note").ShouldBe(["Страница была открыта слишком долго, поэтому ничего не изменилось. Нажмите ещё раз."]);

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

    [Fact(DisplayName = "R36: binding asks for the password at mos.ru first, and only then for the name, with this browser's proposed")]
    public void Binding()
    {
        var page = Open<BindDevicePage>("/cabinet/devices/bind");
        page.Link("Ввести пароль ещё раз").ShouldBe("/sign-in/again?returnUrl=%2Fcabinet%2Fdevices%2Fbind");
        page.FindAll("form, script").ShouldBeEmpty();

        Signed = Session() with { ConfirmedAt = ground.Time.GetUtcNow(), Browser = "Mozilla/5.0 (Windows NT 10.0) Chrome/143.0.0.0" };
        page = Open<BindDevicePage>("/cabinet/devices/bind");
        page.Find("input[name=name]").GetAttribute("value").ShouldBe("Chrome на Windows");
        page.All("option").ShouldBe(["Журнал", "Библиотека МЭШ", "Microsoft Teams"]);
        page.FindAll(".mud-alert").ShouldHaveSingleItem("the warning, and no fault");
    }

    [Fact]
    public async Task A_name_that_was_typed_and_bound_nothing_stands_there_again_for_a_week()
    {
        Signed = Session() with { ConfirmedAt = ground.Time.GetUtcNow(), Browser = "Mozilla/5.0 (Windows NT 10.0) Chrome/143.0.0.0" };
        var page = Open<BindDevicePage>("/cabinet/devices/bind");
        page.Words().ShouldNotContain("Здесь то, что вы начали писать");
        page.Find("input[name=name]").Input("Мамин");
        page.Find("input[name=name]").Input("Мамин телефон");
        ground.Time.Advance(Mesh.Cabinet.Shell.TypingPause.Length / 2);
        (await KeptAsync()).ShouldBeNull("she is typing");
        ground.Time.Advance(Mesh.Cabinet.Shell.TypingPause.Length);
        await page.WaitForAssertionAsync(() => KeptAsync().Result.ShouldBe("Мамин телефон"));

        page = Open<BindDevicePage>("/cabinet/devices/bind");
        page.Find("input[name=name]").GetAttribute("value").ShouldBe("Мамин телефон");
        page.Words().ShouldContain("Здесь то, что вы начали писать и не отправили.");
        ground.Time.Advance(Mesh.Cabinet.Shell.DraftStore.Kept);
        Signed = Signed with { ConfirmedAt = ground.Time.GetUtcNow() };
        Open<BindDevicePage>("/cabinet/devices/bind").Find("input[name=name]").GetAttribute("value").ShouldBe("Chrome на Windows");

        Task<string?> KeptAsync() => Services.GetRequiredService<Mesh.Cabinet.Shell.IDrafts>().FindAsync(Signed!, DeviceForm.NewDraft, default);
    }

    [Fact]
    public async Task A_name_that_a_ceremony_has_used_is_kept_only_where_nothing_came_of_it()
    {
        Signed = Session() with { ConfirmedAt = ground.Time.GetUtcNow() };
        var page = Open<BindDevicePage>("/cabinet/devices/bind");
        var bind = page.FindComponent<BindForm>();
        page.Find("input[name=name]").Input("Мамин телефон");
        await bind.InvokeAsync(() => bind.Instance.Wait(true));
        ground.Time.Advance(2 * Mesh.Cabinet.Shell.TypingPause.Length);
        await Task.Delay(100, Xunit.TestContext.Current.CancellationToken);
        (await KeptAsync()).ShouldBeNull();
        await bind.InvokeAsync(() => bind.Instance.Say("Cancelled"));
        (await KeptAsync()).ShouldBe("Мамин телефон");

        Task<string?> KeptAsync() => Services.GetRequiredService<Mesh.Cabinet.Shell.IDrafts>().FindAsync(Signed!, DeviceForm.NewDraft, default);
    }

    [Fact]
    public async Task Every_problem_that_a_ceremony_may_answer_is_said_in_the_page()
    {
        Signed = Session() with { ConfirmedAt = ground.Time.GetUtcNow() };
        var bind = Open<BindDevicePage>("/cabinet/devices/bind").FindComponent<BindForm>();
        foreach (var problem in Enum.GetValues<DeviceProblem>().Except([DeviceProblem.None]))
        {
            await bind.InvokeAsync(() => bind.Instance.Wait(true));
            bind.Words().ShouldNotContain(DeviceProblems.Text(problem));
            await bind.InvokeAsync(() => bind.Instance.Say($"{problem}"));
            await bind.InvokeAsync(() => bind.Instance.Wait(false));
            bind.Words().ShouldContain(DeviceProblems.Text(problem));
        }

        await bind.InvokeAsync(() => bind.Instance.Say("<script>"));
        bind.Words().ShouldContain(DeviceProblems.Text(DeviceProblem.NoAnswer));
        var quick = Open<QuickEntryPage>("/sign-in/quick").FindAll("[data-problem]").Select(words => words.GetAttribute("data-problem")).ToList();
        quick.ShouldBe(["Expired", "Cancelled", "Unsupported", "Refused", "Unbound", "LostRight", "SwitchedOff", "Asleep", "TooOften", "NoAnswer"]);
        Open<QuickEntryPage>("/sign-in/quick").Link("Войти через mos.ru").ShouldBe("/sign-in/mos-ru");
    }
}
