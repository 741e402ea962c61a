namespace Mesh.Cabinet.Tests.Browser;

[Collection(Journeys.Name)]
public sealed class AccessJourneys(JourneyFixture journeys)
{
    [Theory(DisplayName = "R11, R12, R13, R44, R45, R47, R51, E4, E6, E16, E17: who cannot get in is told which field and who mends it")]
    [InlineData("nikitina_vera", "На mos.ru не указано: СНИЛС", "access-missing")]
    [InlineData("zaytsev_oleg", "Не совпадает: СНИЛС на mos.ru и в Кадрах", null)]
    [InlineData("lebedeva_irina", "доступ откроется 1 сентября 2030 года", "access-future")]
    [InlineData("soloveva_ksenia", "латинская буква: «C» на месте 1", "access-latin")]
    [InlineData("danilova_svetlana", "поменяны местами", null)]
    [InlineData("krylova_nina", "В Кадрах ещё нет вашего СНИЛС", null)]
    [InlineData("gromov_pavel", "Не совпадает: номер телефона", null)]
    [InlineData("tikhonova_yulia", "На mos.ru не указано: адрес электронной почты", null)]
    [InlineData("strannik_lev", "Запись в школе не найдена", "access-nobody")]
    public async Task Told_why(string citizen, string words, string? picture)
    {
        await using var person = await journeys.VisitorAsync();
        await person.SignInAsync(citizen, "Shkola-2026");
        await person.IsAtAsync("/access");
        await person.SeesAsync(words);
        if (picture is not null)
            await person.PictureAsync(picture);
        person.Complaints.ShouldBeEmpty();
    }

    [Fact(DisplayName = "R13: the missing field is added at mos.ru, and «Проверить ещё раз» lets in")]
    public async Task Mending_the_profile()
    {
        await using var teacher = await journeys.VisitorAsync();
        await teacher.SignInAsync("nikitina_vera", "Shkola-2026");
        await teacher.IsAtAsync("/access");
        await teacher.ClickLinkAsync("Открыть профиль");
        await teacher.IsAtServiceAsync("/profile");
        await teacher.Page.GetByLabel("СНИЛС").FillAsync("302-199-309 45");
        await teacher.ClickAsync("Сохранить");
        await teacher.OpenAsync("/access");
        await teacher.ClickLinkAsync("Проверить ещё раз");
        await teacher.IsAtAsync("/activation");
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
