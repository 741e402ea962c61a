using Bunit;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.Devices;

/// <summary>What a person does about devices and sessions in place, on the open page.</summary>
public sealed class DeviceDeedsTests : PageContext, IAsyncLifetime
{
    private StoreGround ground = null!;
    private IRenderedComponent<MudDialogProvider> dialogs = null!;
    private IRenderedComponent<MudSnackbarProvider> snackbars = null!;

    public async ValueTask InitializeAsync()
    {
        ground = await StoreGround.OpenAsync(Cabinet.Database.DatabaseProvider.Sqlite);
        Services.AddDevicePages(ground);
        Allowed = Access(Staff());
        Confirm();
        dialogs = Render<MudDialogProvider>();
        snackbars = Render<MudSnackbarProvider>();
    }

    public new ValueTask DisposeAsync()
    {
        ground.Dispose();
        return base.DisposeAsync();
    }

    private string Told => $"{Services.GetRequiredService<ISnackbar>().ShownSnackbars.Last().Message}";

    [Fact(DisplayName = "R36: a device gets another name and service in place, what is wrong stands at its field, and «Отменить» gives the former ones back")]
    public async Task Changed()
    {
        var (device, _) = await ground.BindAsync(Profile());
        var page = Open<DevicesPage>("/cabinet/devices");
        Press(page, "Изменить: Телефон");
        dialogs.Find("select").GetAttribute("value").ShouldBe("journal");
        dialogs.Find("input[name=name]").Input(" ");
        Save();
        dialogs.Words().ShouldContain("Напишите название устройства.");
        (await FindAsync()).Name.ShouldBe("Телефон");

        dialogs.Find("input[name=name]").Input("Мой телефон");
        dialogs.Find("select").Change("library");
        Save();
        dialogs.FindAll("input").ShouldBeEmpty("the dialog is over");
        page.All("h3").ShouldContain("Мой телефон");
        page.Words().ShouldContain("Открывает: Библиотека МЭШ");
        Told.ShouldBe("Сохранено.");

        Press(snackbars, "Отменить");
        page.All("h3").ShouldContain("Телефон");
        (await FindAsync()).ShouldBe(await FindAsync() with { Name = "Телефон", ServiceKey = "journal" });
        Told.ShouldBe("Вернули как было.");
        (await ground.ScalarAsync("SELECT Device FROM AuditTrail WHERE Event = 'device-changed'")).ShouldBe("Safari");

        async Task<Device> FindAsync() => (await ground.Devices().ListAsync(Profile(), default)).Single(one => one.Id == device.Id);
    }

    [Fact(DisplayName = "D20: whoever has not typed the password just now is asked for it first, and comes back to the same question")]
    public async Task Fresh()
    {
        var (device, _) = await ground.BindAsync(Profile());
        var other = await AnotherSessionAsync();
        Signed = Signed! with { ConfirmedAt = null };
        foreach (var (button, ask) in new[]
        {
            ("Изменить: Телефон", $"?ask=change&of={device.Id}"), ("Отвязать: Телефон", $"?ask=unbind&of={device.Id}"), ("Завершить вход: Firefox на Windows", $"?ask=end&of={other}"),
            ("Выйти везде", "?ask=leave"),
        })
        {
            Signed = Signed with { ConfirmedAt = null };
            Press(Open<DevicesPage>("/cabinet/devices"), button);
            Address.ShouldBe($"/sign-in/confirm?returnUrl={Uri.EscapeDataString("/cabinet/devices" + ask)}");
            dialogs.FindAll(".mud-dialog").ShouldBeEmpty(button);

            Confirm();
            Open<DevicesPage>("/cabinet/devices" + ask);
            dialogs.WaitForElement(".mud-dialog");
            Press(dialogs, "Отмена");
            dialogs.WaitForAssertion(() => dialogs.FindAll(".mud-dialog").ShouldBeEmpty());
        }
    }

    [Fact]
    public async Task A_name_that_was_typed_and_not_saved_stands_there_again_until_it_is_saved_or_given_up()
    {
        var (device, _) = await ground.BindAsync(Profile());
        Press(Open<DevicesPage>("/cabinet/devices"), "Изменить: Телефон");
        dialogs.Find("input[name=name]").Input("Мамин телефон");
        Signed = Signed! with { ConfirmedAt = null };
        Save();
        dialogs.WaitForAssertion(() => Address.ShouldStartWith("/sign-in/confirm?returnUrl="));
        await dialogs.WaitForAssertionAsync(() => KeptAsync().Result.ShouldBe("Мамин телефон", "the password is asked for first"));

        Confirm();
        Press(Open<DevicesPage>("/cabinet/devices"), "Изменить: Телефон");
        dialogs.FindAll("input[name=name]")[^1].GetAttribute("value").ShouldBe("Мамин телефон");
        dialogs.Words().ShouldContain("Здесь то, что вы начали писать и не отправили.");
        dialogs.FindAll("button").Last(button => button.Words() == "Отмена").Click();
        await dialogs.WaitForAssertionAsync(() => KeptAsync().Result.ShouldBeNull());

        Task<string?> KeptAsync() => Services.GetRequiredService<Mesh.Cabinet.Shell.IDrafts>().FindAsync(Signed!, DeviceForm.DraftOf(device.Id), default);
    }

    [Fact(DisplayName = "D20: a dialog that stood open for longer than the fresh sign-in lasts changes nothing")]
    public async Task Stale()
    {
        await ground.BindAsync(Profile());
        Press(Open<DevicesPage>("/cabinet/devices"), "Отвязать: Телефон");
        ground.Time.Advance(TimeSpan.FromMinutes(11));
        Press(dialogs, "Отвязать");
        dialogs.WaitForAssertion(() => Address.ShouldStartWith("/sign-in/confirm?returnUrl="));
        (await ground.Devices().ListAsync(Profile(), default)).ShouldHaveSingleItem();
    }

    [Fact(DisplayName = "R36: a device is unbound after a question, and its browser offers it no more")]
    public async Task Unbound()
    {
        await ground.BindAsync(Profile());
        var page = Open<DevicesPage>("/cabinet/devices");
        Press(page, "Отвязать: Телефон");
        dialogs.Words().ShouldContain("Быстрый вход с него перестанет работать сразу");
        (await ground.Devices().ListAsync(Profile(), default)).ShouldHaveSingleItem("it is only a question");
        var passkeys = JSInterop.SetupModule(import => import.Arguments[0]!.ToString()!.Contains("passkeys", StringComparison.Ordinal));
        passkeys.Mode = JSRuntimeMode.Loose;
        Press(dialogs, "Отвязать");
        page.WaitForAssertion(() => page.Words().ShouldContain("Пока ничего не привязано."));
        Told.ShouldBe("Устройство отвязано. Быстрый вход с него больше не работает.");
        passkeys.VerifyInvoke("forget").Arguments.ShouldBe(["/sign-in/quick/forget"]);
    }

    [Fact]
    public async Task A_device_that_was_unbound_elsewhere_meanwhile_is_said_to_be_gone()
    {
        var (device, _) = await ground.BindAsync(Profile());
        var page = Open<DevicesPage>("/cabinet/devices");
        Press(page, "Изменить: Телефон");
        await ground.Unbinding().UnbindAsync(device, Profile(), "", default);
        Save();
        Told.ShouldBe("Этого устройства уже нет в списке: его отвязали раньше.");
        page.WaitForAssertion(() => page.Words().ShouldContain("Пока ничего не привязано."));
    }

    [Fact]
    public async Task The_session_of_this_browser_is_marked_and_each_other_is_ended_after_a_question()
    {
        var other = await AnotherSessionAsync();
        var page = Open<DevicesPage>("/cabinet/devices");
        page.All("#sessions .entries > li").OrderDescending(StringComparer.Ordinal).ShouldBe(
        [
            "Safari Вход: 1 сентября 2026, 08:00Это вы сейчасЭто был не я",
            "Firefox на Windows Вход: 1 сентября 2026, 08:00Последнее действие: 1 сентября 2026, 08:00ЗавершитьЭто был не я",
        ]);
        Press(page, "Завершить вход: Firefox на Windows");
        (await ground.OpenSessions().ListAsync(Profile(), default)).Count.ShouldBe(2, "it is only a question");
        Press(dialogs, "Завершить");
        page.WaitForAssertion(() => page.FindAll("#sessions .entries > li").ShouldHaveSingleItem());
        (await ground.OpenSessions().ListAsync(Profile(), default)).ShouldAllBe(session => session.Id != other);
        Told.ShouldBe("Вход завершён.");
        (await ground.ScalarAsync("SELECT Device FROM AuditTrail WHERE Event = 'session-ended'")).ShouldBe("Safari");
    }

    [Fact]
    public async Task Nobody_is_asked_about_a_device_or_a_session_of_somebody_else()
    {
        var boris = Profile() with { Subject = "boris" };
        var (device, _) = await ground.BindAsync(boris);
        await ground.Sessions().OpenAsync(new(boris), "tablet", default);
        var session = (await ground.OpenSessions().ListAsync(boris, default)).Single();
        foreach (var ask in new[] { $"change&of={device.Id}", $"unbind&of={device.Id}", $"end&of={session.Id}" })
            Open<DevicesPage>("/cabinet/devices?ask=" + ask);
        dialogs.FindAll(".mud-dialog").ShouldBeEmpty();
    }

    [Fact(DisplayName = "D21: «это был не я» stands at every session and device, says what will happen, wants no password, and goes by a form past the circuit")]
    public async Task Not_me()
    {
        await ground.BindAsync(Profile());
        await AnotherSessionAsync();
        Signed = Signed! with { ConfirmedAt = null };
        foreach (var what in new[] { "Телефон", "Firefox на Windows", "Safari" })
        {
            Press(Open<DevicesPage>("/cabinet/devices"), $"Это был не я: {what}");
            var form = dialogs.WaitForElement("form");
            form.GetAttribute("action").ShouldBe("/cabinet/not-me");
            form.Words().ShouldContain("Мы завершим все входы, и этот тоже, и отвяжем все устройства.");
            dialogs.FindAll("button").Single(button => button.Words() == "Завершить всё").GetAttribute("form").ShouldBe(form.Id);
            Press(dialogs, "Отмена");
            dialogs.WaitForAssertion(() => dialogs.FindAll(".mud-dialog").ShouldBeEmpty());
        }
    }

    [Fact(DisplayName = "D20: leaving everywhere asks first, and goes by a form past the circuit, with the choice to keep the devices")]
    public async Task Leaving()
    {
        await ground.BindAsync(Profile());
        Press(Open<DevicesPage>("/cabinet/devices"), "Выйти везде");
        dialogs.WaitForElement("form").GetAttribute("action").ShouldBe("/cabinet/sessions/leave");
        dialogs.Find("form label.check").Words().ShouldBe("Оставить быстрый вход на привязанных устройствах");
        dialogs.FindAll("button").Single(button => button.Words() == "Выйти везде").GetAttribute("form").ShouldBe(dialogs.Find("form").Id);
    }

    [Fact(DisplayName = "D23: devices and sessions that end elsewhere vanish from the open page by themselves, and where nothing has changed nothing is rendered")]
    public async Task Vanishing()
    {
        var (device, _) = await ground.BindAsync(Profile());
        var other = await AnotherSessionAsync();
        var page = Open<DevicesPage>("/cabinet/devices");
        var rendered = page.RenderCount;
        ground.Time.Advance(TimeSpan.FromSeconds(31));
        await Task.Delay(50, Xunit.TestContext.Current.CancellationToken);
        page.RenderCount.ShouldBe(rendered);

        await ground.Unbinding().UnbindAsync(device, Profile(), "", default);
        await ground.OpenSessions().EndAsync(other, Profile(), "", default);
        ground.Time.Advance(TimeSpan.FromSeconds(31));
        page.WaitForAssertion(() => page.Words().ShouldContain("Пока ничего не привязано."));
        page.WaitForAssertion(() => page.FindAll("#sessions .entries > li").ShouldHaveSingleItem());
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_and_the_page_stays()
    {
        await ground.BindAsync(Profile());
        var page = Open<DevicesPage>("/cabinet/devices");
        Press(page, "Изменить: Телефон");
        await ground.ScalarAsync("ALTER TABLE Devices RENAME TO Away");
        Save();
        Told.ShouldBe("Не получилось сохранить: база данных сейчас занята. Попробуйте ещё раз через минуту.");
        dialogs.FindAll("input").ShouldNotBeEmpty();
        ground.Time.Advance(TimeSpan.FromSeconds(31));
        page.All("h3").ShouldContain("Телефон");
        await ground.ScalarAsync("ALTER TABLE Away RENAME TO Devices");
    }

    private void Confirm() => Signed = (Signed ?? Session()) with { ConfirmedAt = ground.Time.GetUtcNow(), Browser = "Safari" };

    // This browser's session and another's, which is told.
    private async Task<Guid> AnotherSessionAsync()
    {
        var own = await ground.Sessions().OpenAsync(new ProviderAnswer(Profile()), "Version/18.6", default);
        Signed = Signed! with { Id = (await ground.OfAsync(own))!.Id };
        var other = await ground.Sessions().OpenAsync(new ProviderAnswer(Profile()), "Mozilla/5.0 (Windows NT 10.0) Firefox/145.0", default);
        return (await ground.OfAsync(other))!.Id;
    }

    private void Save() => Press(dialogs, "Сохранить");

    private static void Press<T>(IRenderedComponent<T> where, string button)
        where T : Microsoft.AspNetCore.Components.IComponent =>
        where.FindAll("button").First(one => one.GetAttribute("aria-label") == button || one.Words() == button).Click();
}
