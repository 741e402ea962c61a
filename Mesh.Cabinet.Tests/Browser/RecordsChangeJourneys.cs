namespace Mesh.Cabinet.Tests.Browser;

/// <summary>What people see when the school changes its records; on a product of their own, whose records they change.</summary>
public sealed class RecordsChangeJourneys(JourneyFixture journeys) : IClassFixture<JourneyFixture>
{
    private static readonly string Shipped = Path.Combine(TestPlaces.Root, "Mesh.Cabinet.Sandbox", "City", "records");

    [Fact(DisplayName = "E17, R51, R53: a request to the school is sent in one click; when the school has mended the record it closes by itself, and word comes by a letter")]
    public async Task A_request_is_answered_by_the_next_import()
    {
        await using var teacher = await journeys.VisitorAsync(hasMouse: false);
        await teacher.SignInAsync("krylova_nina", "Shkola-2026");
        await teacher.IsAtAsync("/access");
        await teacher.SeesAsync("В базе сотрудников школ (Кадры) ещё нет вашего СНИЛС");
        await teacher.SeesAsync("школа, в базе сотрудников (Кадры)");
        await teacher.ClickAsync("Попросить школу исправить");
        await teacher.SeesAsync("отправлено");
        await teacher.PictureAsync("access-asked");
        (await journeys.Product.RunCommandAsync("cases", "list")).Output.ShouldContain("просьба исправить запись");

        await ImportAsync("users.csv", users => users.Replace("krylova_nina,,Нина", "krylova_nina,{SNILS:302-827-683 63},Нина", StringComparison.Ordinal));
        (await teacher.LetterAsync("krylova_nina", "Доступ в МЭШ открыт")).Text.ShouldContain("/cabinet/requests/");
        await teacher.ClickLinkAsync("Проверить ещё раз");
        await teacher.IsAtAsync("/activation");
        await teacher.SeesAsync("всё исправлено: вход открыт");
        (await journeys.Product.RunCommandAsync("cases", "list")).Output.ShouldNotContain("просьба исправить запись");
        teacher.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "E18, E19: who is dismissed is signed out of an open page within half a minute, told why at the door, and let in again when rehired")]
    public async Task Dismissed_in_the_middle()
    {
        await using var teacher = await journeys.VisitorAsync();
        await teacher.SignInAsync("petrova_anna", "Shkola-2026");
        await teacher.IsAtAsync("/activation");
        await teacher.SeesAsync("Пароль от mos.ru");

        await ImportAsync("roles.csv", roles => string.Join('\n', roles.Split('\n').Select(line => line.Contains(",story-01,", StringComparison.Ordinal) ? Ended(line) : line)));
        await teacher.IsAtAsync("/");
        // mos.ru still knows who this is.
        await teacher.ClickLinkAsync("Войти через mos.ru");
        await teacher.IsAtAsync("/access");
        await teacher.SeesAsync("Работа в школе закончилась 1 сентября 2025 года");

        await ImportAsync("roles.csv", roles => roles);
        await teacher.ClickLinkAsync("Проверить ещё раз");
        await teacher.IsAtAsync("/activation");
    }

    [Fact(DisplayName = "E18, E19, E39: Wi-Fi follows the records and the password of mos.ru, without the person doing anything")]
    public async Task Equipment_follows()
    {
        await using var administrator = await journeys.VisitorAsync();
        await administrator.SignInAsync("pavlov_artem", "Server.2026");
        await administrator.ActivateAsync("Server.2026");
        (await administrator.EquipmentAcceptsAsync("wifi:Study", "pavlov_artem", "Server.2026")).ShouldBeTrue();

        await administrator.OpenCityAsync("/profile");
        await administrator.Page.GetByLabel("Новый пароль").FillAsync("Osen-2026-Novaya");
        await administrator.ClickAsync("Сменить пароль");
        await administrator.EquipmentComesToAsync(accepts: true, "wifi:Study", "pavlov_artem", "Osen-2026-Novaya");
        (await administrator.EquipmentAcceptsAsync("wifi:Study", "pavlov_artem", "Server.2026")).ShouldBeFalse();

        await ImportAsync("roles.csv", roles => string.Join('\n', roles.Split('\n').Select(line => line.Contains(",story-07,", StringComparison.Ordinal) ? Ended(line) : line)));
        await administrator.EquipmentComesToAsync(accepts: false, "wifi:Study", "pavlov_artem", "Osen-2026-Novaya");
        await ImportAsync("roles.csv", roles => roles);
        await administrator.EquipmentComesToAsync(accepts: true, "wifi:Study", "pavlov_artem", "Osen-2026-Novaya");
    }

    [Fact(DisplayName = "E18, R36: a device of somebody dismissed ends at once by itself, says why it opens nothing, and is offered no more")]
    public async Task A_device_of_somebody_dismissed()
    {
        await using var teacher = await journeys.VisitorAsync();
        await Authenticator.AddAsync(teacher);
        await teacher.SignInAsync("kuznetsov-petr", "Shkola-2026");
        await teacher.IsAtAsync("/activation");
        await teacher.BindAsync("kuznetsov-petr", "Телефон учителя");
        await teacher.EnterQuicklyAsync();
        await teacher.IsAtServiceAsync("/journal");

        await ImportAsync("roles.csv", roles => string.Join('\n', roles.Split('\n').Select(line => line.Contains(",story-04,", StringComparison.Ordinal) ? Ended(line) : line)));
        using var patience = new CancellationTokenSource(Visitor.Patience);
        while (await DevicesAsync() > 0)
            await Task.Delay(200, patience.Token);
        await teacher.OpenAsync("/cabinet");
        await teacher.SeesAsync("сначала войдите");
        await teacher.ClickLinkAsync("Быстрый вход");
        await teacher.SeesAsync("вам больше не доступен");
        await teacher.PictureAsync("quick-lost");
        await teacher.SignInAsync("kuznetsov-petr", "Shkola-2026");
        await teacher.IsAtAsync("/access");
        await teacher.OpenAsync("/cabinet/devices/history");
        await teacher.SeesAsync("Устройство «Телефон учителя» отвязано, потому что его сервис вам больше не открыт");
        await teacher.SignOutAsync();
        await teacher.DoesNotSeeAsync("Быстрый вход");
        await ImportAsync("roles.csv", roles => roles);
        teacher.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "E27: a father from whom the school takes the right is led away from the open form of the child's account within half a minute")]
    public async Task A_right_is_withdrawn_in_the_middle()
    {
        await using var father = await journeys.VisitorAsync();
        await father.SignInAsync("sokolov_andrey", "Shkola-2026");
        await father.IsAtServiceAsync("/diary");
        await father.OpenAsync("/cabinet/children/story-44/account");
        await father.ConfirmAsync("sokolov_andrey", back: "/cabinet/children/story-44/account");
        await father.ClickAsync("Даю согласие");
        await father.Page.GetByLabel("Логин ребёнка").FillAsync("dasha-sokolova");

        await ImportAsync("users.csv", users => string.Join('\n', users.Split('\n').Select(line =>
            line.StartsWith("story-32,", StringComparison.Ordinal) ? line.Replace("\"story-43,story-44\"", "story-43", StringComparison.Ordinal)
            : line.StartsWith("story-44,", StringComparison.Ordinal) ? line.Replace("story-32,", "", StringComparison.Ordinal)
            : line)));
        await father.IsAtAsync("/cabinet/children");
        await father.SeesAsync("Михаил С.");
        await father.DoesNotSeeAsync("Дарья С.");
        await father.OpenAsync("/cabinet/children/story-44");
        await father.SeesAsync("Такой страницы нет");
        await ImportAsync("users.csv", users => users);
        await father.OpenAsync("/cabinet/children");
        await father.SeesAsync("Дарья С.");
    }

    private async Task<long> DevicesAsync()
    {
        await using var database = await journeys.Product.Place.Database.OpenAsync();
        return await Dapper.SqlMapper.ExecuteScalarAsync<long>(database, "SELECT COUNT(*) FROM Devices");
    }

    private static string Ended(string line)
    {
        var cells = line.Split(',');
        cells[7] = "2025-09-01";
        return string.Join(',', cells);
    }

    /// <summary>Imports the city's records with one file changed.</summary>
    private async Task ImportAsync(string file, Func<string, string> change)
    {
        var folder = Directory.CreateTempSubdirectory("mesh-records-").FullName;
        try
        {
            foreach (var path in Directory.EnumerateFiles(Shipped))
                File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
            var changed = Path.Combine(folder, file);
            await File.WriteAllTextAsync(changed, change(await File.ReadAllTextAsync(changed)));
            (await journeys.Product.RunCommandAsync("records", "import", folder)).ExitCode.ShouldBe(0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
