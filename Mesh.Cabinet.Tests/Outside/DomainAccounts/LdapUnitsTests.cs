using System.DirectoryServices.Protocols;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>A unit for each school, with the rights that this takes and no other.</summary>
[Collection(InTheDomain.Name)]
public sealed class LdapUnitsTests(StartedDomain domain)
{
    private const string Password = "Shkola-2026-osen";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_account_of_a_school_makes_its_unit_and_the_next_finds_it()
    {
        DebianParts.NeedDomain();
        var school = $"school, {Guid.NewGuid():N} = 7";
        var accounts = StartedDomain.AccountsWith(domain.BySchool);
        var first = await CreateAsync(accounts, Account(school));
        var second = await CreateAsync(accounts, Account(school));
        Unit(first).ShouldBe(Unit(second));
        Unit(first).ShouldNotBe(StartedDomain.Schools);
        Unit(first).ShouldEndWith($",{StartedDomain.Schools}");
        domain.Accepts(first.Login, Password).ShouldBeTrue();
        (await accounts.CreateAsync(first, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>("the answer may have been lost");
    }

    [Fact(DisplayName = "E21: who changes school moves to its unit, with login, password, id and networks")]
    public async Task Moved()
    {
        DebianParts.NeedDomain();
        var accounts = StartedDomain.AccountsWith(domain.BySchool);
        var account = await CreateAsync(accounts, Account($"a{Guid.NewGuid():N}"));
        var left = Unit(account);
        var moved = account with { School = $"b{Guid.NewGuid():N}", Networks = ["Study.mos"] };

        for (var round = 0; round < 2; round++)
            (await accounts.KeepAsync(moved, Cancellation)).ShouldBeOfType<KeepOutcome.Kept>();
        Unit(account).ShouldNotBe(left);
        Unit(account).ShouldStartWith($"OU={moved.School},");
        var found = (await accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Found>();
        (found.Id, found.IsEnabled).ShouldBe((account.Id, true));
        found.Networks.ShouldBe(["Study.mos"]);
        domain.Accepts(account.Login, Password).ShouldBeTrue();
    }

    [Fact(DisplayName = "E18: whoever has left school stays in its unit, disabled")]
    public async Task Left()
    {
        DebianParts.NeedDomain();
        var accounts = StartedDomain.AccountsWith(domain.BySchool);
        var account = await CreateAsync(accounts, Account($"a{Guid.NewGuid():N}"));
        var unit = Unit(account);
        (await accounts.KeepAsync(account with { School = "", Networks = [], IsEnabled = false }, Cancellation)).ShouldBeOfType<KeepOutcome.Kept>();
        Unit(account).ShouldBe(unit);
        domain.Accepts(account.Login, Password).ShouldBeFalse();
    }

    private static DomainAccount Account(string school) => new(
        Guid.CreateVersion7(), "u" + Guid.NewGuid().ToString("N")[..12], new AccountHolder("Петрова", "Анна", null, "Петрова Анна"),
        DomainAccountKind.Student, null, ["Study"], school);

    private static async Task<DomainAccount> CreateAsync(IDomainAccounts accounts, DomainAccount account)
    {
        (await accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>();
        return account;
    }

    private string Unit(DomainAccount account)
    {
        using var administrator = domain.SignInAsAdministrator();
        var dn = LdapPeople.Find(administrator, $"(sAMAccountName={account.Login})").ShouldNotBeNull().DistinguishedName;
        dn.ShouldStartWith($"CN={account.Login},");
        return dn[(dn.IndexOf(',', StringComparison.Ordinal) + 1)..];
    }
}
