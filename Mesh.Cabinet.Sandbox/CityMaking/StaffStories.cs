namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>People of staff whose way in is open; they differ by their logins and posts.</summary>
internal static class StaffStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            Story.Account(
                1, "petrova_anna", "Петрова Анна Сергеевна",
                "Анна Сергеевна, учитель математики: логин журнала такой же, как на mos.ru. Активация проходит без вопросов, дальше Журнал, Wi-Fi Study и Teams."),
            Story.Staff(1, "Петрова Анна Сергеевна", "petrova_anna", Schools.West, "Учитель математики")),
        new(
            Story.Account(
                2, "ivanov.igor", "Иванов Игорь Ильич",
                "Игорь Ильич, учитель физики: в логине журнала ivanov.i/i есть точка и косая черта. При активации ему покажут новый логин и спросят согласия.") with { Password = "Zhurnal-2026" },
            Story.Staff(2, "Иванов Игорь Ильич", "ivanov.i/i", Schools.West, "Учитель физики")),
        new(
            Story.Account(
                3, "smirnova_olga", "Смирнова Ольга Викторовна",
                "Ольга Викторовна, учитель истории: в журнале она smirnova_ov, а на mos.ru smirnova_olga. Активации не будет: случай уже у поддержки, его номер на экране."),
            Story.Staff(3, "Смирнова Ольга Викторовна", "smirnova_ov", Schools.WestSecond, "Учитель истории")),
        new(
            Story.Account(
                4, "kuznetsov-petr", "Кузнецов Пётр Андреевич",
                "Пётр Андреевич, учитель химии: логина журнала у него ещё нет. Логин составят из логина mos.ru."),
            Story.Staff(4, "Кузнецов Пётр Андреевич", null, Schools.WestSecond, "Учитель химии")),
        new(
            Story.Account(
                5, "orlova_mv", "Орлова Марина Валентиновна",
                "Марина Валентиновна, директор двух школ в двух округах: адрес Teams будет по основной школе, в ЗАО, вторая показана рядом.") with { Password = "Direktor_77" },
            Story.Staff(5, "Орлова Марина Валентиновна", "orlova_mv", Schools.West, "Директор", "principal") with
            {
                Posts =
                [
                    new PostRow("principal", Schools.West, "2023-09-01", Position: "Директор"),
                    new PostRow("principal", Schools.SouthWest, "2024-09-01", Position: "Директор", IsPrimary: false),
                ],
            }),
        new(
            Story.Account(
                6, "fedorov_av", "Фёдоров Алексей Владимирович",
                "Алексей Владимирович, учитель информатики и папа Сони из третьего класса: после активации сам выберет, Журнал или Дневник."),
            Story.Staff(6, "Федоров Алексей Владимирович", "fedorov_av", Schools.SouthWest, "Учитель информатики") with
            {
                Phone = Numbers.Phone(6),
                Email = Story.Email("fedorov_av"),
                Posts =
                [
                    new PostRow("teacher", Schools.SouthWest, "2023-09-01", Position: "Учитель информатики"),
                    new PostRow("parent", Schools.WestSecond, IsPrimary: false),
                ],
                Agents = ["story-41"],
            }),
        new(
            Story.Account(
                7, "pavlov_artem", "Павлов Артём Денисович",
                "Артём Денисович, системный администратор школы: он сотрудник, но не учитель. Журнал, Wi-Fi Study и Teams ему открыты.") with { Password = "Server.2026" },
            Story.Staff(7, "Павлов Артём Денисович", "pavlov_artem", Schools.SouthWest, "Системный администратор", "siteAdministrator")),
        new(
            Story.Account(
                8, "popov_sergey", "Попов Сергей Николаевич",
                "Сергей Николаевич, учитель географии: в другой школе работает его полный тёзка. Логин журнала popov.s заменят, и кто активирует аккаунт первым, тот получит popov_s."),
            Story.Staff(8, "Попов Сергей Николаевич", "popov.s", Schools.North, "Учитель географии")),
        new(
            Story.Account(
                9, "popov-sn", "Попов Сергей Николаевич",
                "Ещё один Сергей Николаевич Попов, учитель музыки: их различает СНИЛС. Его логин журнала popov/s, и новый совпал бы с логином тёзки, поэтому второму достанется номер на конце."),
            Story.Staff(9, "Попов Сергей Николаевич", "popov/s", Schools.SouthWestSecond, "Учитель музыки")),
        new(
            Story.Account(
                10, "semenov_kirill", "Семёнов Кирилл Олегович",
                "Кирилл Олегович, учитель русского языка: логин журнала написан по-русски, новый составят латиницей. Пароль у него тоже русский, и это не мешает.") with { Password = "Пароль-2026" },
            Story.Staff(10, "Семёнов Кирилл Олегович", "семёнов", Schools.SouthWestSecond, "Учитель русского языка и литературы")),
        new(
            Story.Account(
                11, "gostev_e", "Гостев Евгений Маркович",
                "Евгений Маркович, учитель технологии: логин журнала guest занят самой системой, поэтому ему предложат другой, с номером."),
            Story.Staff(11, "Гостев Евгений Маркович", "guest", Schools.North, "Учитель технологии")),
    ];
}
