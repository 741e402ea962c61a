using Mesh.Cabinet.Children;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>Which passwords a parent may give a child.</summary>
public sealed class ChildPasswordRulesTests
{
    [Theory]
    [InlineData("Password1", PasswordRule.TooCommon)]
    [InlineData("P@ssw0rd", PasswordRule.TooCommon)]
    [InlineData("Qwerty123", PasswordRule.TooCommon)]
    [InlineData("Qwertyuiop1", PasswordRule.TooCommon)]
    [InlineData("Moskva2026", PasswordRule.TooCommon)]
    [InlineData("Shkola2026", PasswordRule.TooCommon)]
    [InlineData("Aaaaaaa1", PasswordRule.TooCommon)]
    [InlineData("Iloveyou1", PasswordRule.TooCommon)]
    [InlineData("korotko", PasswordRule.TooShort)]
    [InlineData("tolkostrochnye", PasswordRule.TooPlain)]
    [InlineData("Sokolova_d_a1", PasswordRule.HoldsLogin)]
    [InlineData("Дарья-2026-Мир", PasswordRule.HoldsName)]
    [InlineData("Kashtan-2026-Mir", null)]
    [InlineData("Novyi-2026-Mir", null)]
    [InlineData("Vodopad-Enot-Zima-4729", null)]
    public void A_password_that_is_tried_first_is_none(string password, PasswordRule? rule) =>
        ChildPasswordRules.Fault(new TypedPassword(password), "sokolova_d_a", "Соколова Дарья Андреевна").ShouldBe(rule is { } broken ? new ChildOutcome.PasswordBreaksRule(broken) : null);

    [Fact]
    public void A_very_long_password_is_looked_at_in_no_time_worth_telling() =>
        ChildPasswordRules.Fault(new TypedPassword("Aa1" + new string('x', ChildPasswordRules.MaxLength - 3)), "login", "Имя").ShouldBeNull();
}
