using System.Text.Json;
using Mesh.Cabinet.Devices;
using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>Quick entry from binding to the end of a device, with Chromium's virtual authenticator.</summary>
[Collection(CabinetLife.Name)]
public sealed class DevicesJourneys(JourneyFixture journeys)
{
    private const string BeginPath = "/sign-in/quick/options";
    private const string FinishPath = "/sign-in/quick/key";

    [Fact(DisplayName = "R36, D20: a parent binds the phone for Дневник after mos.ru asked for the password anew, «Быстрый вход» leads straight into it, and for the cabinet mos.ru is asked")]
    public async Task From_binding_to_entry()
    {
        await using var parent = await journeys.VisitorAsync();
        var phone = await Authenticator.AddAsync(parent);
        await parent.SignInAsync("sokolova_kate", "Semya_2026");
        await parent.IsAtServiceAsync("/diary");
        await parent.OpenAsync("/cabinet");
        await parent.ClickLinkAsync("Устройства");
        await parent.SeesAsync("Пока ничего не привязано");
        await parent.PictureAsync("devices-none");

        await parent.ClickLinkAsync("Привязать это устройство");
        await parent.SeesAsync("Сначала подтвердите, что это вы");
        await parent.PictureAsync("devices-confirm");
        await parent.ConfirmAsync("sokolova_kate", "Semya_2026");
        (await parent.Page.GetByLabel("Название").InputValueAsync()).ShouldBe("Chrome на Linux");
        await parent.FillAsync("Название", " ");
        await parent.ClickAsync("Привязать");
        await parent.SeesAsync("Напишите название устройства");
        await parent.PictureAsync("devices-bind-mistake");
        (await phone.PasskeysAsync()).ShouldBeEmpty("nothing is made for a form that is refused");
        await parent.FillAsync("Название", "Мой телефон");
        await DraftsAsync(1);
        await parent.OpenAsync("/cabinet/devices/bind");
        await parent.SeesAsync("Здесь то, что вы начали писать и не отправили.");
        (await parent.Page.GetByLabel("Название").InputValueAsync()).ShouldBe("Мой телефон");
        (await BoxAsync("#device-service")).ShouldBe(await BoxAsync(".mud-input-outlined-border"), "a list stands as a field does");
        await parent.ChooseAsync("Какой сервис открывать", "Дневник");
        await parent.PictureAsync("devices-bind");
        await parent.ClickAsync("Привязать");
        await parent.SeesAsync("Готово, устройство привязано");
        await parent.SeesAsync("Открывает: Дневник");
        await parent.SeesAsync("Входов ещё не было");
        await parent.PictureAsync("devices-one");
        await DraftsAsync(0);

        await parent.SignOutAsync();
        await parent.PictureAsync("landing-quick");
        await phone.KnowsItsPersonAsync(false);
        await parent.ClickLinkAsync("Быстрый вход");
        await parent.SeesProblemAsync(DeviceProblem.Cancelled);
        await parent.PictureAsync("quick-cancelled");
        await phone.KnowsItsPersonAsync(true);
        await parent.ClickAsync("Войти");
        await parent.IsAtServiceAsync("/diary");

        // The device opens its service alone: for the cabinet mos.ru is asked, which does not know the person any more.
        await parent.OpenAsync("/cabinet/devices");
        await parent.TypeCredentialsAsync("sokolova_kate", "Semya_2026");
        await parent.IsAtAsync("/cabinet/devices");
        await parent.SeesAsync("Последний вход");
        await parent.ClickLinkAsync("История входов и изменений");
        await parent.SeesAsync("Быстрый вход: Мой телефон");
        await parent.SeesAsync("Привязано устройство «Мой телефон»");
        await parent.PictureAsync("history");
        parent.Complaints.ShouldBeEmpty();

        async Task<(double Left, double Width, double Height)> BoxAsync(string thing)
        {
            var box = (await parent.Page.Locator(thing).First.BoundingBoxAsync())!;
            return (Math.Round(box.X), Math.Round(box.Width), Math.Round(box.Height));
        }
    }

    // What is kept of a name is not seen in the page that keeps it.
    private async Task DraftsAsync(long count)
    {
        await using var database = new SqliteConnection($"Data Source={journeys.Product.Folder}/cabinet.db");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Drafts WHERE Form = 'device'";
        while ((long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))! != count)
            await Task.Delay(100, TestContext.Current.CancellationToken);
    }

    [Fact(DisplayName = "R36: by keyboard alone the service of a device is changed, and the next entry leads there")]
    public async Task Another_service()
    {
        await using var student = await journeys.VisitorAsync(hasMouse: false);
        await Authenticator.AddAsync(student);
        await student.SignInAsync("klimov_gleb", DeviceVisits.Password);
        await student.IsAtServiceAsync("/diary");
        await student.BindAsync("klimov_gleb", "Планшет");
        await student.AskAsync("Изменить: Планшет");
        await student.FillAsync("Название", " ");
        await student.ClickAsync("Сохранить");
        await student.SeesAsync("Напишите название устройства");
        await student.PictureAsync("devices-change-mistake");
        await student.FillAsync("Название", "Планшет Глеба");
        await student.ChooseAsync("Какой сервис открывать", "Портфолио");
        await student.PictureAsync("devices-change");
        await student.AnswerAsync("Сохранить");
        await student.SeesAsync("Сохранено");
        await student.PictureAsync("devices-changed");
        await student.SeesAsync("Открывает: Портфолио");
        await student.SeesAsync("Планшет Глеба");

        var service = student.Page.WaitForRequestAsync("**/services/portfolio");
        await student.EnterQuicklyAsync();
        await service;
    }

    [Fact]
    public async Task A_ceremony_that_was_used_opens_nothing_again()
    {
        await using var teacher = await journeys.VisitorAsync();
        await BindAndLeaveAsync(teacher, "ilina_kaluga", "госуслуги");
        await teacher.OpenAsync("/support");
        var begun = await teacher.PostAsync(BeginPath);
        var proof = Proof(begun, await teacher.SignAsync(begun.GetProperty("options")));
        var cookies = await teacher.Page.Context.CookiesAsync();
        (await teacher.PostAsync(FinishPath, proof)).GetProperty("go").GetString().ShouldBe("/services/journal");

        // As a thief would who copied the request with every cookie of it.
        await teacher.Page.Context.ClearCookiesAsync();
        await teacher.Page.Context.AddCookiesAsync(cookies.Select(cookie => new Microsoft.Playwright.Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }));
        (await teacher.PostAsync(FinishPath, proof)).GetProperty("problem").GetString().ShouldBe("Expired");
        await teacher.OpenAsync("/cabinet");
        await teacher.SeesAsync("сначала войдите");
    }

    [Fact]
    public async Task A_passkey_used_on_another_site_opens_nothing_here()
    {
        await using var teacher = await journeys.VisitorAsync();
        await BindAndLeaveAsync(teacher, "belova_rostok");
        foreach (var (isForeign, answer) in new[] { (true, "Refused"), (false, null) })
        {
            await teacher.OpenAsync("/support");
            var begun = await teacher.PostAsync(BeginPath);
            // Another port is another origin, and yet of the same name: only the server can tell.
            if (isForeign)
                await teacher.OpenCityAsync("/equipment");
            var credential = await teacher.SignAsync(begun.GetProperty("options"));
            await teacher.OpenAsync("/support");
            var ended = await teacher.PostAsync(FinishPath, Proof(begun, credential));
            (ended.TryGetProperty("problem", out var problem) ? problem.GetString() : null).ShouldBe(answer);
        }
    }

    [Fact(DisplayName = "R36: a device unbound elsewhere is refused at once, the page it had opened is over, and it is told what to do")]
    public async Task Unbound()
    {
        await using var phone = await journeys.VisitorAsync();
        await Authenticator.AddAsync(phone);
        await phone.SignInAsync("sokolov_andrey", DeviceVisits.Password);
        await phone.IsAtServiceAsync("/diary");
        await phone.BindAsync("sokolov_andrey", "Старый телефон");
        await phone.EnterQuicklyAsync();
        await phone.IsAtServiceAsync("/diary");

        await using var desk = await journeys.VisitorAsync(Screen.Desktop);
        await desk.SignInAsync("sokolov_andrey", DeviceVisits.Password);
        await desk.IsAtServiceAsync("/diary");
        await desk.OpenAsync("/cabinet/devices");
        await desk.PictureAsync("devices-sessions");
        await desk.ClickAsync("Отвязать: Старый телефон");
        await desk.ConfirmAsync("sokolov_andrey", back: "/cabinet/devices");
        await desk.IsAskedAsync();
        await desk.PictureAsync("devices-unbind");
        await desk.AnswerAsync("Отвязать");
        await desk.SeesAsync("Устройство отвязано");
        await desk.PictureAsync("devices-unbound");

        await phone.OpenAsync("/cabinet");
        await phone.SeesAsync("сначала войдите");
        await phone.ClickLinkAsync("Быстрый вход");
        await phone.SeesAsync("больше не привязано");
        await phone.PictureAsync("quick-unbound");
        await phone.OpenAsync("/");
        await phone.DoesNotSeeAsync("Быстрый вход");
        desk.Complaints.ShouldBeEmpty();
        phone.Complaints.ShouldBeEmpty();
    }

    private static async Task BindAndLeaveAsync(Visitor person, string login, string door = "Войти через mos.ru")
    {
        await Authenticator.AddAsync(person);
        await person.SignInAsync(login, DeviceVisits.Password, door);
        await person.IsAtServiceAsync("/journal");
        await person.BindAsync(login, "Телефон");
        await person.SignOutAsync();
    }

    private static string Proof(JsonElement begun, string credential) =>
        JsonSerializer.Serialize(new { word = begun.GetProperty("word").GetString(), credential });
}
