namespace Mesh.Cabinet.Tests.Browser;

[Collection(Journeys.Name)]
public sealed class MainJobJourney(JourneyFixture journeys)
{
    [Fact(DisplayName = "R15, R20, R22, R26, R29, R37, R43, R50: a teacher with an illegal journal login confirms the new one, types the password once, and works everywhere")]
    public async Task A_teacher_with_an_illegal_login_gets_in_at_one_sitting()
    {
        await using var teacher = await journeys.VisitorAsync();
        await teacher.OpenAsync("/");
        await teacher.PictureAsync("landing");
        await teacher.SignInAsync("ivanov.igor", "Zhurnal-2026");

        await teacher.IsAtAsync("/activation");
        await teacher.SeesAsync("Активация аккаунта МЭШ");
        await teacher.SeesAsync("точка");
        await teacher.SeesAsync("косая черта");
        await teacher.PictureAsync("activation-preview");
        await teacher.ClickAsync("Подтвердить");
        await teacher.SeesAsync("Пароль от mos.ru");
        await teacher.PictureAsync("activation-password");

        await teacher.TypePasswordAsync("не тот пароль");
        await teacher.SeesAsync("Пароль не подошёл");
        await teacher.PictureAsync("activation-wrong-password");

        await teacher.TypePasswordAsync("Zhurnal-2026");
        await teacher.SeesAsync("Аккаунт МЭШ готов");
        await teacher.SeesAsync("ivanov_i_i");
        await teacher.PictureAsync("activation-done");

        await teacher.ClickLinkAsync("Перейти в Журнал");
        await teacher.IsAtServiceAsync("/journal");
        await teacher.SeesAsync("Игорь");

        (await teacher.EquipmentAcceptsAsync("pc", "ivanov_i_i", "Zhurnal-2026")).ShouldBeTrue();
        (await teacher.EquipmentAcceptsAsync("wifi:Study", "ivanov_i_i", "Zhurnal-2026")).ShouldBeTrue();
        (await teacher.EquipmentAcceptsAsync("teams", "ivanov_i_i@zao.obr.mos.ru", "Zhurnal-2026")).ShouldBeTrue();
        (await teacher.EquipmentAcceptsAsync("wifi:Study.mos", "ivanov_i_i", "Zhurnal-2026")).ShouldBeFalse();
        (await teacher.EquipmentAcceptsAsync("pc", "ivanov_i_i", "не тот пароль")).ShouldBeFalse();

        await teacher.ClickLinkAsync("Личный кабинет");
        await teacher.IsAtAsync("/cabinet");
        await teacher.SeesAsync("Журнал");
        await teacher.DoesNotSeeAsync("Дневник");
        await teacher.PictureAsync("cabinet");
        await teacher.OpenAsync("/cabinet/account");
        await teacher.SeesAsync("где какой логин");
        await teacher.PictureAsync("account");
        await teacher.ClickAsync("Проверить все входы");
        await teacher.SeesAsync("Проверка входов");
        await teacher.SeesAsync("Работает, обновлено");
        await teacher.SeesAsync("Заработает до");
        await teacher.DoesNotSeeAsync("Закрыт");
        await teacher.PictureAsync("account-check");
        await teacher.OpenAsync("/cabinet/children");
        await teacher.PictureAsync("children-none");

        await teacher.SignOutAsync();
        await teacher.SignInAsync("ivanov.igor", "Zhurnal-2026");
        await teacher.IsAtServiceAsync("/journal");
        teacher.Complaints.ShouldBeEmpty();
    }
}
