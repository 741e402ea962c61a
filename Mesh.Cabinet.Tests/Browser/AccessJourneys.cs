using Mesh.Cabinet.Sandbox.CityMaking;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.Tests.Sandbox;

namespace Mesh.Cabinet.Tests.Browser;

[Collection(Journeys.Name)]
public sealed class AccessJourneys(JourneyFixture journeys)
{
    [Theory(DisplayName = "R11, R12, R13, R44, R45, R47, R51, E4, E6, E9, E16, E17: who cannot get in is told which field and who mends it, mends it at mos.ru, and gets in")]
    [InlineData("nikitina_vera", "На mos.ru не указано: СНИЛС", "access-missing", "/activation", "СНИЛС=302-199-309 45")]
    [InlineData("zaytsev_oleg", "•••-•••-••• 89", "access-snils", "/activation", "СНИЛС=302-304-038 89")]
    [InlineData("lebedeva_irina", "доступ откроется 1 сентября 2030 года", "access-future", null)]
    [InlineData("soloveva_ksenia", "английская буква: «C», по счёту 1", "access-latin", "/activation", "Фамилия=Соловьёва")]
    [InlineData("danilova_svetlana", "поменяны местами", "access-swapped", "/activation", "Фамилия=Данилова", "Имя=Светлана")]
    [InlineData("krylova_nina", "В базе сотрудников школ (Кадры) ещё нет вашего СНИЛС", null, null)]
    [InlineData("gromov_pavel", "Отличается одна цифра: последняя", "access-digit", "/diary", "Телефон=+79000000034")]
    [InlineData("tikhonova_yulia", "На mos.ru не указано: адрес электронной почты", null, "/diary", "Электронная почта=tikhonova_yulia@pochta.example")]
    [InlineData("strannik_lev", "Вас пока не нашли в школах МЭШ", "access-nobody", null)]
    public async Task Told_why(string citizen, string words, string? picture, string? goal, params string[] mends)
    {
        await using var person = await journeys.VisitorAsync(hasMouse: picture is not null);
        var frames = new List<string>();
        person.Page.WebSocket += (_, socket) => frames.Add(socket.Url);
        await person.SignInAsync(citizen, "Shkola-2026");
        await person.IsAtAsync("/access");
        await person.SeesAsync(words);
        TellsNothingOfTheSchool(citizen, await person.Page.ContentAsync());
        if (picture is not null)
            await person.PictureAsync(picture);
        frames.ShouldBeEmpty("nothing can leak through a circuit that is not there");

        if (goal is not null)
        {
            await person.ClickLinkAsync(FixFor(citizen));
            await person.IsAtServiceAsync("/profile");
            foreach (var mend in mends.Select(mend => mend.Split('=')))
                await person.FillAsync(mend[0], mend[1]);
            await person.ClickAsync("Сохранить");
            await person.SeesAsync("Данные сохранены");
            await person.OpenAsync("/access");
            await person.ClickLinkAsync("Я исправил, проверить ещё раз");
            if (goal == "/diary")
                await person.IsAtServiceAsync(goal);
            else
                await person.IsAtAsync(goal);
        }

        person.Complaints.ShouldBeEmpty();
    }

    // Where it is not known who must mend, the person is asked.
    private static string FixFor(string citizen) => citizen is "zaytsev_oleg" or "gromov_pavel" ? "Нет, исправить на mos.ru" : "Исправить на mos.ru";

    private static void TellsNothingOfTheSchool(string login, string page)
    {
        var citizen = Story.All.Single(story => story.Citizen.Login == login).Citizen;
        string?[] own = [citizen.Phone, citizen.Email, citizen.Snils];
        var secrets = from person in new Roster(SandboxSettings.ShippedCity).People.Values
                      from secret in new[] { person["phone"], person["email"], person["userIds"].Replace("{SNILS:", "", StringComparison.Ordinal).TrimEnd('}') }
                      where secret.Length > 0 && !own.Contains(secret)
                      select secret;
        secrets.Distinct().Count().ShouldBeGreaterThan(300);
        secrets.Where(secret => page.Contains(secret, StringComparison.OrdinalIgnoreCase) || page.Contains(secret.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact(DisplayName = "R17, E7: a parent goes straight to Дневник and never sees activation")]
    public async Task Parents()
    {
        foreach (var (login, password) in new[] { ("sokolova_kate", "Semya_2026"), ("sokolov_andrey", "Shkola-2026") })
        {
            await using var parent = await journeys.VisitorAsync();
            await parent.SignInAsync(login, password);
            await parent.IsAtServiceAsync("/diary");
            await parent.OpenAsync("/activation");
            await parent.IsAtServiceAsync("/diary");
        }
    }

    [Fact(DisplayName = "E18, D7: a dismissed teacher is a parent still, and is told why the other role is closed")]
    public async Task Dismissed_teacher()
    {
        await using var parent = await journeys.VisitorAsync();
        await parent.SignInAsync("morozov_dmitry", "Shkola-2026");
        await parent.IsAtServiceAsync("/diary");
        await parent.OpenAsync("/access");
        await parent.SeesAsync("закончилась 30 июня 2024");
    }

    [Theory(DisplayName = "R19: private schools sign in and never see activation")]
    [InlineData("belova_rostok", "/journal")]
    [InlineData("klimov_gleb", "/diary")]
    public async Task Private_schools(string citizen, string service)
    {
        await using var person = await journeys.VisitorAsync();
        await person.SignInAsync(citizen, "Shkola-2026");
        await person.IsAtServiceAsync(service);
        await person.OpenAsync("/cabinet/account");
        await person.SeesAsync("Отдельный аккаунт МЭШ вам не нужен");
    }

    [Theory(DisplayName = "D15, R3, E5: by госуслуги come schools outside Moscow, without activation")]
    [InlineData("ilina_kaluga", "/journal")]
    [InlineData("orekhov_timur", "/diary")]
    public async Task Regions(string citizen, string service)
    {
        await using var person = await journeys.VisitorAsync();
        await person.SignInAsync(citizen, "Shkola-2026", "госуслуги");
        await person.IsAtServiceAsync(service);
    }

    [Fact(DisplayName = "D15, R9: a person on a Moscow roster who comes by госуслуги is told to come by mos.ru")]
    public async Task Moscow_by_gosuslugi()
    {
        await using var person = await journeys.VisitorAsync();
        await person.SignInAsync("petrova_as", "Shkola-2026", "госуслуги");
        await person.IsAtAsync("/access");
        await person.SeesAsync("Войти через mos.ru");
    }
}
