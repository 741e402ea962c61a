using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

public sealed class PasswordPolicyTests
{
    [Theory(DisplayName = "D14: a password that the directory takes breaks no rule")]
    [InlineData("Aa1aaaa")]
    [InlineData("aaaa11!")]
    [InlineData("AAAA11 ")]
    [InlineData("Пароль1")]
    [InlineData("aA日本日本日")]
    public void Taken(string password) => Broken(password).ShouldBeNull();

    [Theory(DisplayName = "D14: the broken rule is named")]
    [InlineData("", PasswordRule.TooShort)]
    [InlineData("Aa1aa!", PasswordRule.TooShort)]
    [InlineData("aaaaaaa", PasswordRule.TooPlain)]
    [InlineData("aaaa1111", PasswordRule.TooPlain)]
    [InlineData("парольпароль1", PasswordRule.TooPlain)]
    [InlineData("!!!!1111", PasswordRule.TooPlain)]
    public void NotTaken(string password, PasswordRule rule) => Broken(password).ShouldBe(rule);

    [Fact(DisplayName = "D14: 256 characters are taken, one more is not")]
    public void Length()
    {
        Broken("Aa1" + new string('a', 253)).ShouldBeNull();
        Broken("Aa1" + new string('a', 254)).ShouldBe(PasswordRule.TooLong);
    }

    [Theory(DisplayName = "D14: the login inside the password is named, in any case, as Windows looks for it")]
    [InlineData("Xx-petrova_as-7", "petrova_as")]
    [InlineData("PETROVA_AS-7-xx", "petrova_as")]
    [InlineData("petrova_as", "Petrova_as")]
    [InlineData("Zan-2026-osen", "zan")]
    public void HoldsLogin(string password, string login) => Broken(password + "Z1", login).ShouldBe(PasswordRule.HoldsLogin);

    [Theory(DisplayName = "D14: a part of the name inside the password is named")]
    [InlineData("Моя-Петрова-7", "Петрова Анна Сергеевна")]
    [InlineData("сергеевнА-2026", "Петрова Анна Сергеевна")]
    [InlineData("Водкина.2026", "Петрова-Водкина Анна")]
    public void HoldsName(string password, string name) => Broken(password, name: name).ShouldBe(PasswordRule.HoldsName);

    [Theory(DisplayName = "D14: what Windows does not look for is no rule")]
    [InlineData("Shkola-yu-2026", "yu", "Ли Ян")]
    [InlineData("Ли-Ян-2026-osen", "li", "Ли Ян")]
    [InlineData("Petr0va-2026", "petrova_as", "Петрова Анна")]
    public void NotLookedFor(string password, string login, string name) => Broken(password, login, name).ShouldBeNull();

    [Fact(DisplayName = "D13: a password prints nothing of itself")]
    public void Silent() => $"{new TypedPassword("Aa1aaaa")}".ShouldBe("***");

    private static PasswordRule? Broken(string password, string login = "somebody", string name = "Иванов Пётр") =>
        PasswordPolicy.Broken(new TypedPassword(password), login, name);
}
