namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>Private schools, other cities, and somebody whom no school knows.</summary>
internal static class OtherStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            Story.Account(
                51, "belova_rostok", "Белова Мария Глебовна",
                "Мария Глебовна, учитель частной школы «Росток»: войдёт и попадёт в Журнал, активацию ей не предложат."),
            Story.Staff(51, "Белова Мария Глебовна", "belova_rostok", Schools.WestPrivate, "Учитель начальных классов")),
        new(
            Story.Account(
                52, "klimov_gleb", "Климов Глеб Антонович",
                "Глеб, восьмой класс частной гимназии «Лад»: войдёт и попадёт в Дневник, активацию ему не предложат.") with
            {
                Snils = null, BirthDate = Story.BirthDateInGrade(8, 52),
            },
            Story.Student(52, "Климов Глеб Антонович", "klimov_gleb", Schools.NorthPrivate, 8) with { Phone = Numbers.Phone(52), Email = Story.Email("klimov_gleb") }),
        new(
            Story.Account(
                53, "ilina_kaluga", "Ильина Светлана Юрьевна",
                "Светлана Юрьевна, учитель из Калуги: входит через госуслуги и попадает в Журнал, активации для её школы нет.") with { Via = "gosuslugi" },
            Story.Staff(53, "Ильина Светлана Юрьевна", "ilina_kaluga", Schools.Kaluga, "Учитель физики")),
        new(
            Story.Account(
                54, "orekhov_timur", "Орехов Тимур",
                "Тимур, девятый класс, Калуга: входит через госуслуги и попадает в Дневник. Отчества у него нет ни там, ни в школе.") with
            {
                Via = "gosuslugi", Snils = null, BirthDate = Story.BirthDateInGrade(9, 54),
            },
            Story.Student(54, "Орехов Тимур", "orekhov_timur", Schools.Kaluga, 9) with { Phone = Numbers.Phone(54), Email = Story.Email("orekhov_timur") }),
        new(
            Story.Account(
                55, "petrova_as", "Петрова Анна Сергеевна",
                "Та же Анна Сергеевна из московской школы, но пришла через госуслуги: её попросят войти через mos.ru.") with
            {
                Via = "gosuslugi", Snils = Numbers.Snils(1), Phone = Numbers.Phone(1), Email = Story.Email("petrova_anna"),
            }),
        new(Story.Account(
            56, "strannik_lev", "Странник Лев Петрович",
            "Лев Петрович, которого не знает ни одна школа: вход на mos.ru удался, а доступа нет. Ему скажут, куда обратиться.")),
    ];
}
