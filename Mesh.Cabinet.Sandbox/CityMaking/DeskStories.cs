namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>Those who answer when others cannot get in: support of a district and of the whole city. Heads of schools are among the staff.</summary>
internal static class DeskStories
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new(
            Story.Account(
                12, "zimina_larisa", "Зимина Лариса Фёдоровна",
                "Лариса Фёдоровна, поддержка Западного округа: в кабинете у неё есть «Рабочее место поддержки» с обращениями школ своего округа."),
            Story.Staff(12, "Зимина Лариса Фёдоровна", "zimina_larisa", "district-zao", "Специалист поддержки округа", "districtAdministrator")),
        new(
            Story.Account(
                13, "vlasov_roman", "Власов Роман Эдуардович",
                "Роман Эдуардович, поддержка всего города: видит обращения всех школ и тех, кого не знает ни одна."),
            Story.Staff(13, "Власов Роман Эдуардович", "vlasov_roman", "state-moscow", "Специалист поддержки города", "systemAdministrator")),
    ];
}
