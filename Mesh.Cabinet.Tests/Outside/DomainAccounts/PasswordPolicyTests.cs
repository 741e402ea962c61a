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
    public void Taken(string password) => PasswordPolicy.Broken(new TypedPassword(password)).ShouldBeNull();

    [Theory(DisplayName = "D14: the broken rule is named")]
    [InlineData("", PasswordRule.TooShort)]
    [InlineData("Aa1aa!", PasswordRule.TooShort)]
    [InlineData("aaaaaaa", PasswordRule.TooPlain)]
    [InlineData("aaaa1111", PasswordRule.TooPlain)]
    [InlineData("парольпароль1", PasswordRule.TooPlain)]
    [InlineData("!!!!1111", PasswordRule.TooPlain)]
    public void Broken(string password, PasswordRule rule) => PasswordPolicy.Broken(new TypedPassword(password)).ShouldBe(rule);

    [Fact(DisplayName = "D14: 256 characters are taken, one more is not")]
    public void Length()
    {
        PasswordPolicy.Broken(new TypedPassword("Aa1" + new string('a', 253))).ShouldBeNull();
        PasswordPolicy.Broken(new TypedPassword("Aa1" + new string('a', 254))).ShouldBe(PasswordRule.TooLong);
    }

    [Fact(DisplayName = "D13: a password prints nothing of itself")]
    public void Silent() => $"{new TypedPassword("Aa1aaaa")}".ShouldBe("***");
}
