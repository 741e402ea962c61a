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
        "uchebnik.mos.ru и приложение «Библиотека МЭШ» (или одним нажатием из кабинета): petrova.a, пароль от журнала (ЭЖД)",
        "Интерактивные панели (или по коду с телефона): petrova.a, пароль от журнала (ЭЖД)",
    ]);

    [Fact(DisplayName = "D4, R34: a library that the school has switched off is no place for a login, the panels stay")]
    public void Without_the_library() =>
        Lines(Teacher with { IsLibraryOff = true }).Where(line => line.Contains("petrova.a,", StringComparison.Ordinal)).ShouldBe(["Интерактивные панели (или по коду с телефона): petrova.a, пароль от журнала (ЭЖД)"]);

    [Fact(DisplayName = "R28: a student has the students' network and neither Teams nor what needs an ЭЖД login they have not")]
    public void Student() => Lines(Pupil).ShouldBe(
    [
        "mos.ru: ivanov, пароль от mos.ru",
        "school.mos.ru: ivanov, пароль от mos.ru",
        "Wi-Fi Study.mos: ivanov, пароль от mos.ru",
        "Компьютер в школе: ivanov, пароль от mos.ru",
    ]);

    [Fact(DisplayName = "R31, R32: equal logins are told apart by what they open and by the password, and a password of the journal says where to get it")]
    public void Cards()
    {
        var same = Teacher with { MosRuLogin = "petrova_a", JournalLogin = "petrova_a" };
        LoginTable.Cards(same).Select(card => (card.Login, string.Join(", ", card.Places), card.Password)).ShouldBe(
        [
            ("petrova_a", "mos.ru, school.mos.ru, Wi-Fi Study, Компьютер в школе", "пароль от mos.ru"),
            ("petrova_a@zao.obr.mos.ru", "Microsoft Teams", "пароль от mos.ru"),
            ("petrova_a", "uchebnik.mos.ru и приложение «Библиотека МЭШ» (или одним нажатием из кабинета), Интерактивные панели (или по коду с телефона)", "пароль от журнала (ЭЖД)"),
        ]);
        LoginTable.Cards(same).Last().PasswordFrom.ShouldNotBeNull().ShouldContain("администратора электронного журнала");
        LoginTable.Cards(Pupil with { JournalLogin = "ivanov" }).Last().PasswordFrom.ShouldNotBeNull().ShouldContain("классного руководителя");
        LoginTable.Cards(same with { IsPasswordOwn = true }).Select(card => card.Password).ShouldBe(
            ["пароль от mos.ru", "ваш пароль для школы", "ваш пароль для школы", "пароль от журнала (ЭЖД)"]);
    }

    private static IEnumerable<string> Lines(IssuedAccount account) => LoginTable.Of(account).Select(row => $"{row.Where}: {row.Login}, {row.Password}");
}
