using Bunit;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>«Почему я не могу войти», as it is read; lines of the specification stand for people.</summary>
public sealed class AccessPageTests : PageContext
{
    [Theory(DisplayName = "R44, R47, D18, E4, E6, E9, E12, E17, E20: both sides stand beside each other, with a verdict and who mends it")]
    [InlineData("family=Cергеев", "staff", "английская буква: «C», по счёту 1", "вы, на mos.ru")]
    [InlineData("", "staff; family=Cергеев", "В записи школы английская буква: фамилия", "школа, в базе сотрудников (Кадры)")]
    [InlineData("family=Иван; given=Сергеев", "staff", "Фамилия и имя на mos.ru поменяны местами", "вы, на mos.ru")]
    [InlineData("snils=100-200-300 30", "staff", "•••-•••-••• 95", "поддержка mos.ru")]
    [InlineData("phone=+79161234568", "parent", "Отличается одна цифра: последняя", "школа, в школьной записи")]
    [InlineData("phone=+79161324567", "parent", "+• ••• •••-••-67", "школа, в школьной записи")]
    [InlineData("email=petr@pochta.example", "student", "i•••@p•••", "школа, в школьной записи")]
    [InlineData("email=-", "parent", "На mos.ru не указано: адрес электронной почты", "вы, на mos.ru")]
    [InlineData("unverified=phone", "parent", "mos.ru не подтверждает: номер телефона", "вы, на mos.ru")]
    [InlineData("unverified=email", "parent", "введите код, который придёт", "вы, на mos.ru")]
    [InlineData("unverified=snils", "staff", "mos.ru не подтверждает: СНИЛС", "вы, на mos.ru")]
    [InlineData("", "staff; snils=-", "В базе сотрудников школ (Кадры) ещё нет вашего СНИЛС", "школа, в базе сотрудников (Кадры)")]
    [InlineData("family=Кузнецов", "staff", "осталась прежняя", "вы, на mos.ru")]
    [InlineData("phone=+79031112233", "parent; phones=+79161234567,+79161234560", "записано значений: 2", "школа, в школьной записи")]
    [InlineData("family=Сергеёв; snils=-", "staff", "«е» и «ё» считаем одной буквой", "вы, на mos.ru")]
    public void Both_sides(string mosRu, string record, string verdict, string mender)
    {
        var words = Read(mosRu, record);
        words.ShouldContain("На mos.ru");
        words.ShouldContain(verdict);
        words.ShouldContain("Кто исправляет:");
        words.ShouldContain(mender);
        words.ShouldContain("роверить ещё раз");
    }

    [Theory(DisplayName = "R51: before СНИЛС or a contact agrees, the page is the same beside a namesake of any role as beside nobody, and says what to check and by whom")]
    [InlineData("snils=121-233-445 95; phone=-; email=-", "staff")]
    [InlineData("snils=-; phone=+79161234568; email=-", "parent")]
    [InlineData("snils=-; phone=-; email=-", "staff; snils=-; phones=-; emails=-")]
    [InlineData("snils=-; phone=-; email=-", "student; gone")]
    [InlineData("family=Cергеев; snils=-; phone=-; email=-", "staff,parent")]
    public void Unproven(string mosRu, string namesake)
    {
        var words = Read(mosRu, namesake);
        words.ShouldBe(Read(mosRu, ""));
        words.ShouldContain("Кто вы?");
        foreach (var (who, way) in new[] { ("Staff", "попросите кадровика школы проверить"), ("Parent", "попросите школу проверить ФИО и контакты"), ("Student", "попросите школу проверить ФИО и контакты") })
        {
            words = Read(mosRu, namesake, who);
            words.ShouldBe(Read(mosRu, "", who));
            words.ShouldContain("Хватит одной неверной буквы или цифры");
            words.ShouldContain(way);
        }
    }

    [Fact(DisplayName = "R14: a child with a simplified account that nothing fits is asked for no number and no contact")]
    public void A_child_with_a_simplified_account()
    {
        var words = Read("simplified; snils=-; phone=-; email=-; login=ivan", "student; username=petr");
        words.ShouldContain("Мы сравнивали: фамилия, имя, отчество, логин");
        words.ShouldContain("Попросите классного руководителя проверить ФИО и логин журнала");
        words.ShouldNotContain("Кто вы?");
        words.ShouldNotContain("не указано");
    }

    [Fact(DisplayName = "D19: who is let in with another СНИЛС reads so, with who mends it")]
    public void Other_snils()
    {
        var words = Read("snils=100-200-300 30", "parent");
        words.ShouldContain("Вам открыт вход как: родитель");
        words.ShouldContain("не совпадает со СНИЛС в записи школы (•••-•••-••• 95)");
        words.ShouldContain("Вход это не закрывает");
        words.ShouldContain("Кто исправляет: сначала вы, на mos.ru. Если там всё верно: школа, в школьной записи (АИС «Зачисление в ОУ»).");
        Read("snils=100-200-300 30", "parent; snils=-").ShouldNotContain("СНИЛС");
    }

    [Fact]
    public void A_tied_account_with_which_nothing_agrees_any_more_is_told_only_the_fields()
    {
        var words = Read("tied=1; snils=121-233-445 95; phone=-; email=-", "staff; id=1");
        words.ShouldContain("Не совпадает: СНИЛС");
        words.ShouldContain("мы называем только поля");
        words.ShouldNotContain("В школе");
        words.ShouldNotContain("•••");
        words.ShouldNotContain("переставлены");
    }

    [Theory]
    [InlineData("", "staff; begin=2026-12-01", "доступ откроется 1 декабря 2026 года")]
    [InlineData("", "staff; end=2026-06-30", "Работа в школе закончилась 30 июня 2026 года")]
    [InlineData("", "parent; gone", "нет действующей записи")]
    [InlineData("", "staff; id=1 + staff; id=2", "подходит несколько записей")]
    [InlineData("door=gosuslugi", "staff", "Войти через mos.ru")]
    public void Hindrances(string mosRu, string record, string words) => Read(mosRu, record).ShouldContain(words);

    [Fact(DisplayName = "R51, E4: who is found nowhere is told by what they were looked for, and what is wrong with the profile itself")]
    public void Nobody()
    {
        var words = Read("family=Cтранник; phone=-", "");
        words.ShouldContain("Вас пока не нашли в школах МЭШ: начните с данных на mos.ru");
        Read("family=Странник", "").ShouldContain("Вас пока не нашли в школах МЭШ");
        words.ShouldContain("Мы сравнивали: фамилия, имя, отчество, СНИЛС, адрес электронной почты");
        words.ShouldContain("английская буква: «C», по счёту 1");
        words.ShouldContain("На mos.ru не указано: номер телефона");
        words.ShouldContain("Вы вошли как Cтранник");
        Read("family=Cтранник; phone=-", "", "Parent").ShouldContain("Попросить поддержку разобраться");
    }

    [Theory(DisplayName = "D18: a value that mos.ru does not vouch for is shown, and never called missing")]
    [InlineData("unverified=phone", "parent", "+7 916 123-45-67")]
    [InlineData("unverified=phone,email", "parent", "ivan@pochta.example")]
    [InlineData("unverified=snils", "staff", "112-233-445 95")]
    public void Unverified(string mosRu, string record, string value)
    {
        var words = Read(mosRu, record);
        words.ShouldContain(value);
        words.ShouldNotContain("не указано");
        words.ShouldNotContain("Попросить школу");
    }

    [Theory(DisplayName = "R47, E9: the place that differs is marked on both sides, at the school's only where the mask shows it")]
    [InlineData("phone=+79161234568", "8 7")]
    [InlineData("phone=+79161234467", "4 •")]
    [InlineData("phone=+79161234576", "76 67")]
    [InlineData("phone=+79161324567", "32 ••")]
    [InlineData("family=Cергеев", "C")]
    [InlineData("phone=+79031112233", "")]
    public void The_place_that_differs(string mosRu, string marked)
    {
        var one = VerdictCase.Read(mosRu, mosRu.StartsWith("family", StringComparison.Ordinal) ? "staff" : "parent");
        (Signed, Allowed) = (People.Session() with { Profile = one.Profile }, one.Evaluate());
        string.Join(' ', Open<AccessPage>("/access").FindAll("mark").Select(mark => mark.TextContent)).ShouldBe(marked);
    }

    [Theory(DisplayName = "R47: the strongest button is the step that mends; where it is not known who must, one question decides, and of its answers the likelier is the strong one")]
    [InlineData("family=Cергеев", "staff", null, "Исправить на mos.ru")]
    [InlineData("", "staff; snils=-", null, "Попросить школу исправить")]
    [InlineData("phone=+79161234568", "parent", "+7 916 123-45-68: это ваш телефон?", "Да, попросить школу исправить", "Нет, исправить на mos.ru")]
    [InlineData("snils=100-200-300 30", "staff", "100-200-300 30: это ваш СНИЛС?", "Да, попросить школу исправить", "Нет, исправить на mos.ru")]
    [InlineData("email=petr@pochta.example", "student", "petr@pochta.example: это ваша почта?", "Да, попросить школу исправить", "Нет, исправить на mos.ru")]
    [InlineData("family=Кузнецов", "staff", "«Кузнецов»: так фамилия записана в ваших документах?", "Да, попросить школу исправить", "Нет, исправить на mos.ru")]
    [InlineData("middle=-", "staff", "В ваших документах есть отчество?", "Да, добавить на mos.ru", "Нет, попросить школу убрать")]
    [InlineData("family=Cергеев; phone=+79161234568", "parent", null, "Исправить на mos.ru")]
    [InlineData("", "staff; begin=2026-12-01", null, "")]
    public void One_next_step(string mosRu, string record, string? question, string button, string? other = null)
    {
        var one = VerdictCase.Read(mosRu, record);
        (Signed, Allowed) = (People.Session() with { Profile = one.Profile }, one.Evaluate());
        var page = Open<AccessPage>("/access");
        string.Join('|', page.FindAll(".button:not(.quiet)").Select(strong => strong.TextContent)).ShouldBe(button);
        if (other is not null)
            page.FindAll(".button.quiet").Select(quiet => quiet.TextContent).ShouldBe([other]);
        if (question is null)
            page.FindAll("form h3").ShouldBeEmpty();
        else
            page.Words().Replace('\u00a0', ' ').ShouldContain(question);
    }

    [Fact]
    public void A_request_is_sent_once_and_its_number_stays()
    {
        Requests["Staff"] = 17;
        Read("", "staff; snils=-").ShouldContain("Обращение № 17 отправлено");
        Requests.Clear();
        Read("", "staff; snils=-").ShouldContain("Попросить школу исправить");
    }

    [Theory]
    [InlineData("family=Cергеев", "staff")]
    [InlineData("family=Иван; given=Сергеев", "staff")]
    [InlineData("email=-", "parent")]
    public void Where_only_the_person_can_mend_it_the_school_is_not_asked(string mosRu, string record) => Read(mosRu, record).ShouldNotContain("Попросить");

    [Fact]
    public void Who_has_a_case_already_is_not_asked_for_another() =>
        Read("", "staff; id=1 + staff; id=2").ShouldNotContain("Попросить");

    [Fact(DisplayName = "D7: what is open is said beside what is closed")]
    public void One_role_open_one_closed()
    {
        Answered = [5];
        var words = Read("phone=+79161234568", "staff; parent");
        words.ShouldContain("Вам открыт вход как: сотрудник школы");
        words.ShouldContain("Вход как родитель: пока закрыт");
        words.ShouldContain("По обращению № 5 всё исправлено");
    }

    [Fact]
    public void Every_verdict_and_hindrance_has_words_for_every_role()
    {
        Comparison[] comparisons =
        [
            new Comparison.Equal(), new Comparison.EqualFolded(SchoolRecordsFoldings), new Comparison.EqualRewritten(), new Comparison.NotNeeded(),
            new Comparison.UnreadableAtMosRu(), new Comparison.LatinLetter('C', 1), new Comparison.LatinLetterAtSchool(), new Comparison.Swapped(),
            new Comparison.OneLetter(), new Comparison.OtherSurname(), new Comparison.OneDigit(1), new Comparison.TransposedDigits(2),
            new Comparison.RepresentativesContact(), new Comparison.Different(), new Comparison.MissingAtMosRu(), new Comparison.UnverifiedAtMosRu(),
            new Comparison.UnreadableAtSchool(), new Comparison.HyphenOrSpace(), new Comparison.OtherSign(),
        ];
        typeof(Comparison).GetNestedTypes().Length.ShouldBe(comparisons.Length + 1, "and MissingAtSchool, which some fields cannot be");
        foreach (var role in Enum.GetValues<PersonRole>())
        {
            foreach (var verdict in Enum.GetValues<ProfileField>().SelectMany(field => comparisons.Select(comparison => new Verdict(field, comparison))))
                (verdict.Comparison.IsMatch || VerdictWords.Of(verdict, role) is { WhatToDo.Length: > 0, Menders.Count: > 0 }).ShouldBeTrue($"{verdict}");
            foreach (var field in new[] { ProfileField.MiddleName, ProfileField.Snils, ProfileField.Phone, ProfileField.Email, ProfileField.Login })
                VerdictWords.Of(new Verdict(field, new Comparison.MissingAtSchool()), role).What.ShouldNotBeEmpty();
            foreach (var hindrance in new Hindrance[] { new Hindrance.StartsOn(default), new Hindrance.Ended(null), new Hindrance.Ended(default(DateOnly)), new Hindrance.SeveralRecords(1), new Hindrance.TiedElsewhere(1), new Hindrance.TieRefused(1), new Hindrance.RecordReplaced(1), new Hindrance.AccountReplaced(1), new Hindrance.ComeByMosRu() })
                VerdictWords.Of(hindrance, role).WhatToDo.ShouldNotBeNullOrEmpty();
        }
    }

    private static Cabinet.SchoolRecords.Fields.NameFolding SchoolRecordsFoldings => Cabinet.SchoolRecords.Fields.NameFolding.All;

    private string Read(string mosRu, string records, string? who = null)
    {
        var one = VerdictCase.Read(mosRu, records);
        Signed = People.Session() with { Profile = one.Profile };
        Allowed = one.Evaluate();
        return Open<AccessPage>(who is null ? "/access" : $"/access?who={who}").Words().Replace('\u00a0', ' ');
    }
}
