using System.Text;
using CsCheck;
using Mesh.Cabinet.Logins;

namespace Mesh.Cabinet.Tests.Logins;

/// <summary>What holds of logins whatever the text they are formed from.</summary>
public sealed class LoginPropertiesTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.Char["абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВЮЯіїєґў./,}] _-abcXYZ019@\\\t\u0301\u0306\uD83D\uDE00"], 0, 40]);

    private static readonly Gen<string> Replacement = AnyOf("_", "-", "", "x");

    [Fact(DisplayName = "D1, D2: with any replacement a formed login is legal or reserved, short, in lower case, and forming it again changes nothing")]
    public void Formed() => Gen.Select(AnyText, Replacement).Sample((text, replacement) =>
    {
        if (LoginRules.Sanitize(text, replacement) is not { } login)
            return;
        LoginRules.Flaws(login).ShouldAllBe(flaw => flaw is LoginFlaw.Reserved);
        login.ShouldBe(login.ToLowerInvariant());
        LoginRules.Sanitize(login, replacement).ShouldBe(login);
    });

    [Theory(DisplayName = "E35: what is only replaced characters is nothing, whatever they are replaced by")]
    [InlineData("./,}]", "-")]
    [InlineData("-./-", "-")]
    [InlineData("日本", "")]
    public void Nothing_left(string text, string replacement) => LoginRules.Sanitize(text, replacement).ShouldBeNull();

    [Fact(DisplayName = "D2: the replacement is trimmed from both ends")]
    public void Trimmed() => LoginRules.Sanitize("/ivanov.i/", "-").ShouldBe("ivanov-i");

    [Fact(DisplayName = "E30, E31: however many people want whatever logins, no two get one, and each gets a legal candidate of his own")]
    public void Never_two_with_one_login() => Gen.OneOf(AnyText, AnyOf("ivanov", "Ivanov.", "иванов", "administrator", "abcdefghijklmnopqrst_")).List[1, 40].Sample(wanted =>
    {
        var issued = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var formed in wanted.Select(text => LoginRules.Sanitize(text)).OfType<string>())
        {
            var login = LoginRules.Candidates(formed).First(candidate => !issued.Contains(candidate));
            issued.Add(login).ShouldBeTrue();
            LoginRules.IsLegal(login).ShouldBeTrue();
            LoginRules.IsCandidate(login, formed).ShouldBeTrue();
        }
    });

    [Fact(DisplayName = "R26: every character that a login may not hold is named once, at its place, and no other is")]
    public void Each_bad_character_has_its_reason() => AnyText.Sample(text =>
    {
        var places = new List<int>();
        var place = 0;
        foreach (var rune in Valid(text).Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            place++;
            if (!(rune.IsAscii && (Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-')))
                places.Add(place);
        }

        LoginRules.Flaws(Valid(text)).Select(flaw => flaw switch
        {
            LoginFlaw.Forbidden forbidden => forbidden.Place,
            LoginFlaw.Cyrillic cyrillic => cyrillic.Place,
            _ => 0,
        }).Where(named => named > 0).ShouldBe(places);
    });

    [Fact(DisplayName = "R26: half of a character, which a cut text may end in, is a foreign character")]
    public void Half_a_character()
    {
        foreach (var login in new[] { "iva\uD83D", "iva\uDE00" })
        {
            LoginRules.IsLegal(login).ShouldBeFalse();
            LoginRules.Flaws(login).ShouldBe([new LoginFlaw.Forbidden("\uFFFD", 4, ForbiddenKind.Foreign)]);
            LoginRules.Sanitize(login).ShouldBe("iva");
        }
    }

    [Fact(DisplayName = "D3, E35: a login from any name is legal or reserved")]
    public void From_any_name() => Gen.Select(AnyText, AnyText, AnyText.Null()).Sample((family, given, middle) =>
        LoginRules.Flaws(LoginRules.FromName(family, given, middle)).ShouldAllBe(flaw => flaw is LoginFlaw.Reserved));

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string Valid(string text) => string.Concat(text.EnumerateRunes());
}
