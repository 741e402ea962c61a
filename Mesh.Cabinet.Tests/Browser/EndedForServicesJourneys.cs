namespace Mesh.Cabinet.Tests.Browser;

/// <summary>What becomes of somebody's services when the school, or the person elsewhere, ends the session that opened them; on a product of their own, whose records they change.</summary>
public sealed class EndedForServicesJourneys(JourneyFixture journeys) : IClassFixture<JourneyFixture>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact(DisplayName = "E18, R37: an import ends a teacher's post: all three services that were open are out within half a minute, and say so")]
    public async Task Dismissed()
    {
        await using var teacher = await journeys.VisitorAsync();
        await teacher.SignInAsync("fedorov_av", "Shkola-2026");
        await teacher.ActivateAsync("Shkola-2026");
        string[] services = ["/journal", "/library", "/diary"];
        foreach (var service in services)
        {
            await teacher.OpenAsync($"/services{service}");
            await teacher.IsAtServiceAsync(service);
            await teacher.SeesAsync("Здравствуйте");
        }

        await ImportAsync(roles => string.Join('\n', roles.Split('\n').Select(line => line.StartsWith("story-06-1,", StringComparison.Ordinal) ? Ended(line) : line)));
        var ended = DateTimeOffset.UtcNow;
        foreach (var service in services)
            await UntilOutAsync(teacher, service, ended);
        await teacher.OpenAsync("/cabinet");
        await teacher.SeesAsync("сначала войдите");
        // For the journal the right is gone, and not the session alone.
        await teacher.OpenAsync("/services/journal");
        await teacher.DoesNotSeeAsync("Здравствуйте");
        await ImportAsync(roles => roles);
    }

    [Fact(DisplayName = "R36, R37: a device is unbound from the list: the service that its session had opened is out within half a minute, and says so; that of another session stays")]
    public async Task Unbound()
    {
        await using var phone = await journeys.VisitorAsync();
        await Authenticator.AddAsync(phone);
        await phone.SignInAsync("sokolov_andrey", DeviceVisits.Password);
        await phone.IsAtServiceAsync("/diary");
        await phone.BindAsync("sokolov_andrey", "Потерянный телефон");
        await phone.EnterQuicklyAsync();
        await phone.IsAtServiceAsync("/diary");
        await phone.SeesAsync("Здравствуйте");
        await phone.SeesAsync("urn:mesh:device");

        await using var home = await journeys.VisitorAsync(Screen.Desktop);
        await home.SignInAsync("sokolov_andrey", DeviceVisits.Password);
        await home.IsAtServiceAsync("/diary");
        await home.OpenAsync("/cabinet/devices");
        await home.ClickAsync("Отвязать: Потерянный телефон");
        await home.ConfirmAsync("sokolov_andrey", back: "/cabinet/devices");
        await home.IsAskedAsync();
        await home.AnswerAsync("Отвязать");
        await home.SeesAsync("Устройство отвязано");

        await UntilOutAsync(phone, "/diary", DateTimeOffset.UtcNow);
        await home.OpenCityAsync("/diary");
        await home.SeesAsync("Здравствуйте");
    }

    // The word is on its way for a few seconds.
    private static async Task UntilOutAsync(Visitor visitor, string service, DateTimeOffset since)
    {
        while (true)
        {
            await visitor.OpenCityAsync(service);
            if (await visitor.Page.GetByText("МЭШ сообщила в").IsVisibleAsync())
                return;
            (DateTimeOffset.UtcNow - since).ShouldBeLessThan(Soon, $"{service} is open still: {visitor.Page.Url}");
            await Task.Delay(500);
        }
    }

    private static string Ended(string line)
    {
        var cells = line.Split(',');
        cells[7] = "2025-09-01";
        return string.Join(',', cells);
    }

    private async Task ImportAsync(Func<string, string> change)
    {
        var folder = Directory.CreateTempSubdirectory("mesh-records-").FullName;
        try
        {
            foreach (var path in Directory.EnumerateFiles(Path.Combine(TestPlaces.Root, "Mesh.Cabinet.Sandbox", "City", "records")))
                File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
            var roles = Path.Combine(folder, "roles.csv");
            await File.WriteAllTextAsync(roles, change(await File.ReadAllTextAsync(roles)));
            (await journeys.Product.RunCommandAsync("records", "import", folder)).ExitCode.ShouldBe(0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
