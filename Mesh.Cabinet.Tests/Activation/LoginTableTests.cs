using Mesh.Cabinet.Activation;

namespace Mesh.Cabinet.Tests.Activation;

public sealed class LoginTableTests
{
    private static readonly IssuedAccount Teacher = new(
        "petrova_a", "petrova_a", "Petrova.A", "petrova.a", IsStaff: true, "Study", "petrova_a@zao.obr.mos.ru", "Школа № 1", []);

    private static readonly IssuedAccount Pupil = new("ivanov", "ivanov", null, null, IsStaff: false, "Study.mos", null, "Школа № 1", []);

    [Fact(DisplayName = "R29, R30, R31, R32, R33, D4: staff see each place with its login, in each spelling that differs, and its password")]
    public void Staff() => Lines(Teacher).ShouldBe(
    [
        "mos.ru: Petrova.A, пароль от mos.ru",
        "school.mos.ru: Petrova.A, пароль от mos.ru",
        "Wi-Fi Study: petrova_a, пароль от mos.ru",
        "Компьютер в школе: petrova_a, пароль от mos.ru",
        "Microsoft Teams: petrova_a@zao.obr.mos.ru, пароль от mos.ru",
        "uchebnik.mos.ru и приложение «Библиотека МЭШ»: petrova.a, пароль от журнала (ЭЖД)",
        "Интерактивные панели: petrova.a, пароль от журнала (ЭЖД)",
    ]);

    [Fact(DisplayName = "R28: a student has the students' network and neither Teams nor what needs an ЭЖД login they have not")]
    public void Student() => Lines(Pupil).ShouldBe(
    [
        "mos.ru: ivanov, пароль от mos.ru",
        "school.mos.ru: ivanov, пароль от mos.ru",
        "Wi-Fi Study.mos: ivanov, пароль от mos.ru",
        "Компьютер в школе: ivanov, пароль от mos.ru",
    ]);

    private static IEnumerable<string> Lines(IssuedAccount account) => LoginTable.Of(account).Select(row => $"{row.Where}: {row.Login}, {row.Password}");
}
