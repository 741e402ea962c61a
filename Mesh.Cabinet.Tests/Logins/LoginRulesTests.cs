using CsCheck;
using Mesh.Cabinet.Logins;

namespace Mesh.Cabinet.Tests.Logins;

public sealed class LoginRulesTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВЮЯ./,}] _-abcXYZ019@\\\t"], 0, 40]);

    [Theory]
    [InlineData("abc", "abc ")]
    [InlineData("abc ", "abc  ")]
    [InlineData("abc ", "abc |")]
    [InlineData("abc", "abc|")]
    [InlineData("abc|", "abc||")]
    [InlineData("abc", "abc\0")]
    public void Two_logins_stay_two_where_spaces_at_the_end_are_nothing(string one, string other)
    {
        LoginRules.Fold(one).TrimEnd(' ').ShouldNotBe(LoginRules.Fold(other).TrimEnd(' '));
        LoginRules.Fold(one).ShouldBe(LoginRules.Fold(one.ToUpperInvariant()));
    }

    [Theory(DisplayName = "R27: a login of allowed characters stays as it is")]
    [InlineData("ivanov")]
    [InlineData("IvAnOv_I-1")]
    [InlineData("a")]
    [InlineData("12345678901234567890")]
    [InlineData("__x__")]
    public void A_legal_login_is_legal(string login) => LoginRules.IsLegal(login).ShouldBeTrue();

    [Theory(DisplayName = "R26, D1, E34: a forbidden character, the wrong length or a reserved name make a login illegal")]
    [InlineData("ivanov.i")]
    [InlineData("ivanov/i")]
    [InlineData("ivanov,i")]
    [InlineData("ivanov}i")]
    [InlineData("ivanov]i")]
    [InlineData("ivanov i")]
    [InlineData("ivanov\u00A0i")]
    [InlineData("ivanov@mos.ru")]
    [InlineData("ivanov.")]
    [InlineData("иванов")]
    [InlineData("ivаnov")]
    [InlineData("iva\u0301nov")]
    [InlineData("")]
    [InlineData("123456789012345678901")]
    [InlineData("Administrator")]
    [InlineData("krbtgt")]
    [InlineData("COM1")]
    [InlineData("nul")]
    [InlineData("Admin")]
    [InlineData("root")]
    [InlineData("Support")]
    [InlineData("postmaster")]
    [InlineData("hostmaster")]
    [InlineData("webmaster")]
    [InlineData("abuse")]
    [InlineData("security")]
    [InlineData("noreply")]
    [InlineData("no-reply")]
    [InlineData("service")]
    [InlineData("mailer-daemon")]
    public void An_illegal_login_is_illegal(string login) => LoginRules.IsLegal(login).ShouldBeFalse();

    [Theory(DisplayName = "D2: transliterated, lower case, a run of forbidden characters is one sign, trimmed and cut")]
    [InlineData("ivanov.i/i", "ivanov_i_i")]
    [InlineData("Ivanov,. }I", "ivanov_i")]
    [InlineData("  ivanov  ", "ivanov")]
    [InlineData("/.ivanov./", "ivanov")]
    [InlineData("Щукин Ю.Я.", "shchukin_iu_ia")]
    [InlineData("ivаnov", "ivanov")]
    [InlineData("Ёлкин", "elkin")]
    [InlineData("ivanov@mail.ru", "ivanov_mail_ru")]
    [InlineData("abcdefghijklmnopqrs.tuvw", "abcdefghijklmnopqrs")]
    [InlineData("abcdefghijklmnopqrstuvw", "abcdefghijklmnopqrst")]
    [InlineData("a__b", "a__b")]
    [InlineData("дьяк", "diak")]
    public void A_login_is_formed_by_the_table(string text, string expected) => LoginRules.Sanitize(text).ShouldBe(expected);

    [Theory(DisplayName = "D2: the replacement is a setting")]
    [InlineData("-", "ivanov-i-i")]
    [InlineData("", "ivanovii")]
    public void The_replacement_can_be_set(string replacement, string expected) =>
        LoginRules.Sanitize("ivanov.i/i", replacement).ShouldBe(expected);

    [Theory(DisplayName = "E35: nothing left after sanitising is said so")]
    [InlineData("./,}]")]
    [InlineData("ь")]
    [InlineData("   ")]
    [InlineData("_")]
    [InlineData("")]
    [InlineData("日本")]
    public void Nothing_left_is_null(string text) => LoginRules.Sanitize(text).ShouldBeNull();

    [Fact(DisplayName = "D3, E35: from the name come the surname and the initials")]
    public void A_login_from_the_name()
    {
        LoginRules.FromName("Щукина-Водкина", "Юлия", "Яковлевна").ShouldBe("shchukina-vodkina_iu");
        LoginRules.FromName("Ли", "Ян", null).ShouldBe("li_ia");
        LoginRules.IsLegal(LoginRules.FromName("王", "伟", null)).ShouldBeTrue();
    }

    [Fact(DisplayName = "D2: sanitising is idempotent, and leaves only legal characters, at most 20")]
    public void Sanitising_is_idempotent() => AnyText.Sample(text =>
    {
        var once = LoginRules.Sanitize(text);
        if (once is null)
            return;
        LoginRules.Sanitize(once).ShouldBe(once);
        once.Length.ShouldBeLessThanOrEqualTo(LoginRules.MaxLength);
        once.ShouldAllBe(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '_' || character == '-');
        once.ShouldNotStartWith("_");
        once.ShouldNotEndWith("_");
    });

    [Fact(DisplayName = "E30, E31, E34: the first thousand candidates of any login are legal and differ, even without case")]
    public void Candidates_never_repeat() => AnyText.Sample(text =>
    {
        if (LoginRules.Sanitize(text) is not { } wanted)
            return;
        var candidates = LoginRules.Candidates(wanted).Take(1000).ToList();
        candidates.ShouldAllBe(candidate => LoginRules.IsLegal(candidate));
        candidates.Select(LoginRules.Fold).Distinct().Count().ShouldBe(candidates.Count);
        candidates.ShouldAllBe(candidate => LoginRules.IsCandidate(candidate, wanted));
    }, iter: 50);

    [Fact(DisplayName = "D2: a reserved name takes a suffix, and the suffix counts into the 20 characters")]
    public void A_reserved_name_takes_a_suffix()
    {
        LoginRules.Candidates("administrator").First().ShouldBe("administrator2");
        LoginRules.Candidates("admin").First().ShouldBe("admin2");
        LoginRules.Candidates("com").Take(2).ShouldBe(["com", "com10"]);
        LoginRules.Candidates("abcdefghijklmnopqr_t").ElementAt(1).ShouldBe("abcdefghijklmnopqr2");
        LoginRules.Candidates("abcdefghijklmnopqr_t").ElementAt(9).ShouldBe("abcdefghijklmnopqr10");
    }

    [Fact(DisplayName = "R26, E32: each replaced character is named with its place and its reason")]
    public void Flaws_are_named() => LoginRules.Flaws("ivаnov.i /\u0007日").ShouldBe(
    [
        new LoginFlaw.Cyrillic("а", 3, "a"),
        new LoginFlaw.Forbidden(".", 7, ForbiddenKind.Punctuation),
        new LoginFlaw.Forbidden(" ", 9, ForbiddenKind.Space),
        new LoginFlaw.Forbidden("/", 10, ForbiddenKind.Punctuation),
        new LoginFlaw.Forbidden("\u0007", 11, ForbiddenKind.Control),
        new LoginFlaw.Forbidden("日", 12, ForbiddenKind.Foreign),
    ]);

    [Fact(DisplayName = "R27: a login has flaws exactly when it is not legal")]
    public void Flaws_and_legality_agree() => AnyText.Where(text => text.Length > 0).Sample(text =>
        (LoginRules.Flaws(text).Count == 0).ShouldBe(LoginRules.IsLegal(text)));

    [Theory(DisplayName = "E37: the Teams domain behind a login is taken off where the bare login is expected")]
    [InlineData("ivanov@zao.obr.mos.ru", "ivanov")]
    [InlineData(" ivanov ", "ivanov")]
    [InlineData("ivanov@mail.ru", "ivanov@mail.ru")]
    public void The_bare_login(string typed, string bare) => LoginRules.Bare(typed).ShouldBe(bare);
}
