namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>Parents and students of city schools.</summary>
internal static class FamilyStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            Story.Account(
                31, "sokolova_kate", "Соколова Екатерина Дмитриевна",
                "Екатерина Дмитриевна, мама Миши и Даши: сразу попадёт в Дневник. У Миши свой вход на mos.ru, а Даше она может создать упрощённый.") with { Password = "Semya_2026" },
            Story.Parent(31, "Соколова Екатерина Дмитриевна", "sokolova_kate", Schools.West, 43, 44)),
        new(
            Story.Account(
                32, "sokolov_andrey", "Соколов Андрей Юрьевич",
                "Андрей Юрьевич, папа Миши и Даши: видит то же, что и мама, и у него те же права. На mos.ru его телефон записан через восьмёрку, и это не помеха.") with { Phone = "8 (900) 000-00-32" },
            Story.Parent(32, "Соколов Андрей Юрьевич", "sokolov_andrey", Schools.West, 43, 44)),
        new(
            Story.Account(
                43, "sokolov_misha", "Соколов Михаил Андреевич",
                "Миша, седьмой класс, сын Соколовых: активирует аккаунт и попадёт в Дневник, а ещё сможет войти в Wi-Fi Study.mos и на школьный ПК.") with
            {
                Snils = null, BirthDate = Story.BirthDateInGrade(7, 43), Password = "Dnevnik_7a",
            },
            Story.Student(43, "Соколов Михаил Андреевич", "sokolov_misha", Schools.West, 7, 31, 32, 36) with { Phone = Numbers.Phone(43), Email = Story.Email("sokolov_misha") },
            Story.Student(44, "Соколова Дарья Андреевна", null, Schools.West, 2, 31, 32, 36),
            Story.Staff(48, "Ершова Марина Викторовна", "ershova_mv", Schools.West, "Учитель начальных классов") with { Classes = [SchoolClasses.Id(Schools.West, 2, 0)] }),
        new(
            Story.Account(
                36, "sokolova_nina", "Соколова Нина Петровна",
                "Нина Петровна, бабушка Миши и Даши: в школе записана как родственница. Видит школу, класс и учителей, а создать аккаунт или сменить пароль не может."),
            Story.Parent(36, "Соколова Нина Петровна", "sokolova_nina", Schools.West, 43, 44) with { Posts = [new PostRow("relative", Schools.West)] }),
        new(
            Story.Account(
                37, "romanova_galina", "Романова Галина Сергеевна",
                "Галина Сергеевна, опекун Тимофея из пятого класса: может то же, что и родители. Логин для него уже есть в журнале, его и предложат."),
            Story.Parent(37, "Романова Галина Сергеевна", "romanova_galina", Schools.North, 49) with { Posts = [new PostRow("guardian", Schools.North)] },
            Story.Student(49, "Лосев Тимофей Ильич", "losev_timofey", Schools.North, 5, 37)),
        new(
            Story.Account(
                41, "fedorova_sonya", "Фёдорова Софья Алексеевна",
                "Соня, третий класс, дочь учителя Фёдорова: вход ей сделал папа, без телефона и почты. Ничего заполнять не нужно.") with
            {
                Snils = null, Phone = null, Email = null, Simplified = true, BirthDate = Story.BirthDateInGrade(3, 41), Password = "Sonya-3-klass",
            },
            Story.Student(41, "Фёдорова Софья Алексеевна", "fedorova_sonya", Schools.WestSecond, 3, 6)),
        new(
            Story.Account(
                33, "gromov_pavel", "Громов Павел Ильич",
                $"Павел Ильич, папа Вани: в школе записан другой телефон, {Numbers.Phone(34)}, отличается последняя цифра. Доступа пока нет, страница доступа объяснит почему."),
            Story.Parent(33, "Громов Павел Ильич", "gromov_pavel", Schools.North, 45) with { Phone = Numbers.Phone(34) },
            Story.Student(45, "Громов Иван Павлович", "gromov_ivan", Schools.North, 4, 33)),
        new(
            Story.Account(
                35, "tikhonova_yulia", "Тихонова Юлия Марковна",
                "Юлия Марковна, мама Кати: на mos.ru не указана электронная почта. Страница доступа назовёт её и приведёт в профиль.") with { Email = null },
            Story.Parent(35, "Тихонова Юлия Марковна", "tikhonova_yulia", Schools.WestSecond, 46),
            Story.Student(46, "Тихонова Екатерина Сергеевна", "tikhonova_katya", Schools.WestSecond, 6, 35)),
    ];
}
