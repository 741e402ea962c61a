namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>People of staff whom something keeps out until it is mended.</summary>
internal static class HardStaffStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            Story.Account(
                21, "nikitina_vera", "Никитина Вера Павловна",
                $"Вера Павловна, учитель биологии: на mos.ru не заполнен СНИЛС. Страница доступа назовёт его; впишите в профиль {Numbers.Snils(21)} и войдите снова.") with { Snils = null },
            Story.Staff(21, "Никитина Вера Павловна", "nikitina_vera", Schools.West, "Учитель биологии")),
        new(
            Story.Account(
                22, "zaytsev_oleg", "Зайцев Олег Борисович",
                $"Олег Борисович, учитель физкультуры: на mos.ru указан не тот СНИЛС, что в Кадрах. Телефон совпал, поэтому ему покажут конец верного: {Numbers.Snils(22)}.") with { Snils = Numbers.Snils(922) },
            Story.Staff(22, "Зайцев Олег Борисович", "zaytsev_oleg", Schools.West, "Учитель физической культуры") with { Phone = Numbers.Phone(22) }),
        new(
            Story.Account(
                23, "lebedeva_irina", "Лебедева Ирина Романовна",
                "Ирина Романовна выходит на работу 1 сентября 2030 года: до этого дня ей скажут, когда откроется доступ."),
            Story.Staff(23, "Лебедева Ирина Романовна", "lebedeva_irina", Schools.WestSecond, "Учитель начальных классов") with
            {
                Posts = [new PostRow("teacher", Schools.WestSecond, "2030-09-01", Position: "Учитель начальных классов")],
            }),
        new(
            Story.Account(
                24, "morozov_dmitry", "Морозов Дмитрий Львович",
                "Дмитрий Львович уволен из школы 30 июня 2024 года, но его дочь Вера учится в пятом классе: как сотрудник он не войдёт, как родитель попадёт в Дневник."),
            Story.Staff(24, "Морозов Дмитрий Львович", "morozov_dmitry", Schools.SouthWest, "Учитель математики") with
            {
                Phone = Numbers.Phone(24),
                Email = Story.Email("morozov_dmitry"),
                Posts =
                [
                    new PostRow("teacher", Schools.SouthWest, "2019-09-01", "2024-06-30", "Учитель математики"),
                    new PostRow("parent", Schools.SouthWest, IsPrimary: false),
                ],
                Agents = ["story-42"],
                Classes = [],
            },
            Story.Student(42, "Морозова Вера Дмитриевна", "morozova_vera", Schools.SouthWest, 5, 24)),
        new(
            // The first letter of the surname is Latin on purpose.
            Story.Account(
                25, "soloveva_ksenia", "\u0043оловьёва Ксения Павловна",
                "Ксения Павловна, учитель английского: первая буква её фамилии на mos.ru латинская, хотя на вид такая же. Страница доступа укажет её место."),
            Story.Staff(25, "Соловьёва Ксения Павловна", "soloveva_ksenia", Schools.North, "Учитель английского языка")),
        new(
            Story.Account(
                26, "danilova_svetlana", "Светлана Данилова Юрьевна",
                "Светлана Юрьевна, учитель музыки: фамилия и имя на mos.ru поменялись местами. Ей подскажут, что поправить в профиле."),
            Story.Staff(26, "Данилова Светлана Юрьевна", "danilova_svetlana", Schools.North, "Учитель музыки")),
        new(
            Story.Account(
                27, "krylova_nina", "Крылова Нина Фёдоровна",
                "Нина Фёдоровна принята недавно: её СНИЛС ещё не внесён в Кадры. Ей скажут, что данные вносит школа."),
            Story.Staff(27, "Крылова Нина Фёдоровна", "krylova_nina", Schools.SouthWestSecond, "Педагог-психолог", "counselor") with { Snils = null, Email = Story.Email("krylova_nina") }),
        new(
            Story.Account(
                28, "egorova_elena", "Егорова Елена Игоревна",
                "Елена Игоревна, учитель географии: пароль 123456 на mos.ru годится, а для домена слишком прост. Активация остановится и назовёт правило; смените пароль и продолжите.") with { Password = "123456" },
            Story.Staff(28, "Егорова Елена Игоревна", "egorova_elena", Schools.SouthWest, "Учитель географии")),
    ];
}
