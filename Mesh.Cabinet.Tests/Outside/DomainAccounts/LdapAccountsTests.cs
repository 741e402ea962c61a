using System.DirectoryServices.Protocols;
using System.Globalization;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Outside.DomainAccounts;

/// <summary>What the domain holds after the product was there, read by its administrator.</summary>
[Collection(InTheDomain.Name)]
public sealed class LdapAccountsTests(StartedDomain domain) : IAsyncLifetime
{
    private const string Password = "Shkola-2026-osen";
    private const string OtherPassword = "Vesna-2027-shkola";

    private LdapConnection? administrator;

    private LdapConnection Administrator => administrator!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        DebianParts.NeedDomain();
        administrator = domain.SignInAsAdministrator();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        administrator?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact(DisplayName = "D10: a teacher's object says Teacher, bears the names, and its password never ends by itself")]
    public async Task Written()
    {
        var account = await CreatedAsync();

        var entry = Entry(account);
        entry.DistinguishedName.ShouldBe($"CN={account.Login},{StartedDomain.People}");
        Text(entry, "comment").ShouldBe("Teacher");
        Text(entry, "userPrincipalName").ShouldBe($"{account.Login}@mesh.test");
        Text(entry, "displayName").ShouldBe("Петрова Анна Сергеевна");
        (Text(entry, "sn"), Text(entry, "givenName"), Text(entry, "middleName")).ShouldBe(("Петрова", "Анна", "Сергеевна"));
        Text(entry, "mail").ShouldBe(account.TeamsAddress);
        Text(entry, "department").ShouldBe("school-7");
        Text(entry, "msDS-UserPasswordExpiryTimeComputed").ShouldBe(long.MaxValue.ToString(CultureInfo.InvariantCulture));
    }

    [Fact(DisplayName = "E20, D10: the name follows, the login stays, and who teaches no more is no Teacher")]
    public async Task Renamed()
    {
        var account = await CreatedAsync();

        await KeepAsync(account with { Kind = DomainAccountKind.Staff, Holder = new AccountHolder("Водкина", "Анна", null, "Водкина Анна") });

        var entry = Entry(account);
        (Text(entry, "displayName"), Text(entry, "sn"), Text(entry, "middleName"), Text(entry, "comment")).ShouldBe(("Водкина Анна", "Водкина", null, null));
        (Text(entry, "sAMAccountName"), Text(entry, "userPrincipalName")).ShouldBe((account.Login, $"{account.Login}@mesh.test"));
    }

    [Fact]
    public async Task An_account_that_is_right_already_needs_no_change_even_where_the_domain_holds_less_of_a_name()
    {
        var name = new string('Щ', 100);
        var account = await CreatedAsync(Teacher() with { Holder = new AccountHolder(name, name, name, $"{name} {name} {name}") });

        LdapUser.Changes(new LdapEntry(Entry(account)), account).ShouldBeNull();
        LdapUser.Changes(new LdapEntry(Entry(account)), account with { School = "school-8" })!.Modifications.Cast<DirectoryAttributeModification>()
            .ShouldHaveSingleItem().Name.ShouldBe("department");
    }

    [Fact]
    public async Task Groups_and_flags_that_administrators_gave_stay()
    {
        const int SmartCardRequired = 0x40000;
        var account = await CreatedAsync();
        var dn = Entry(account).DistinguishedName;
        Administrator.SendRequest(new ModifyRequest($"CN=Guests,CN=Builtin,{StartedDomain.Domain}", DirectoryAttributeOperation.Add, "member", dn));
        LdapPeople.Replace(Administrator, dn, "userAccountControl", (0x10200 | SmartCardRequired).ToString(CultureInfo.InvariantCulture));

        await KeepAsync(account with { Networks = [], IsEnabled = false });

        var entry = Entry(account);
        Text(entry, "memberOf").ShouldBe($"CN=Guests,CN=Builtin,{StartedDomain.Domain}");
        Text(entry, "userAccountControl").ShouldBe((0x10202 | SmartCardRequired).ToString(CultureInfo.InvariantCulture));
    }

    [Fact(DisplayName = "E45: an object that an administrator moved out of our rights is refused, which is told from a domain that is away, with a line that bears its id")]
    public async Task MovedAway()
    {
        var (account, other) = (await CreatedAsync(), await CreatedAsync());
        Administrator.SendRequest(new ModifyDNRequest(Entry(account).DistinguishedName, $"CN=Users,{StartedDomain.Domain}", $"CN={account.Login}"));
        var log = new Notebook<LdapOperations>();
        var accounts = StartedDomain.AccountsWith(domain.Settings, log);

        (await accounts.KeepAsync(account with { IsEnabled = false, Networks = [] }, Cancellation)).ShouldBeOfType<KeepOutcome.Refused>();
        (await accounts.SetPasswordAsync(account, new TypedPassword(OtherPassword), Cancellation)).ShouldBeOfType<SetPasswordOutcome.NotAllowed>();
        (await accounts.CreateAsync(account, new TypedPassword(OtherPassword), Cancellation)).ShouldBeOfType<CreateOutcome.Refused>();

        log.Text.ShouldContain($"did not take all of the account {account.Id}: InsufficientAccessRights");
        Text(Entry(account), "memberOf").ShouldBeNull("what is not refused is taken");
        await KeepAsync(other);
    }

    [Fact(DisplayName = "E45: whoever leaves is switched off even where all the rest is refused")]
    public async Task OffFirst()
    {
        var account = await CreatedAsync();
        var lost = StartedDomain.AccountsWith(domain.Settings with { Groups = [new NetworkGroup("Study", $"CN=Nowhere,{StartedDomain.Groups}")] });

        (await lost.KeepAsync(account with { IsEnabled = false }, Cancellation)).ShouldBeOfType<KeepOutcome.Refused>();

        domain.Accepts(account.Login, Password).ShouldBeFalse();
    }

    [Fact(DisplayName = "E43: an object that was renamed keeps its principal name and its part of the address, and moves to another school's unit under its own name")]
    public async Task RenamedKeepsNames()
    {
        var accounts = StartedDomain.AccountsWith(domain.BySchool);
        var account = Teacher();
        (await accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>();
        var dn = Entry(account).DistinguishedName;
        var name = $"{account.Login}x";
        LdapPeople.Replace(Administrator, dn, "sAMAccountName", name);
        LdapPeople.Replace(Administrator, dn, "userPrincipalName", $"{name}@mesh.test");
        LdapPeople.Replace(Administrator, dn, "mail", $"{name}@zao.obr.mos.ru");
        Administrator.SendRequest(new ModifyDNRequest(dn, dn[(dn.IndexOf(',', StringComparison.Ordinal) + 1)..], $"CN={name}"));

        (await accounts.KeepAsync(account with { School = "school-8", TeamsAddress = $"{account.Login}@sao.obr.mos.ru" }, Cancellation)).ShouldBeOfType<KeepOutcome.Kept>();

        var entry = LdapPeople.Find(Administrator, $"(sAMAccountName={name})")!;
        entry.DistinguishedName.ShouldBe($"CN={name},OU=school-8,{StartedDomain.Schools}");
        (Text(entry, "userPrincipalName"), Text(entry, "mail")).ShouldBe(($"{name}@mesh.test", $"{name}@sao.obr.mos.ru"));
    }

    [Theory(DisplayName = "E36: a name that another object bears in any of its three places is taken")]
    [InlineData("CN={0}," + StartedDomain.People, "{0}-x", "{0}-y")]
    [InlineData("CN={0}-x,CN=Users," + StartedDomain.Domain, "{0}-y", "{0}")]
    [InlineData("CN={0}-x,CN=Users," + StartedDomain.Domain, "{0}", "{0}-y")]
    public async Task NameHeld(string dn, string login, string principal)
    {
        var account = Teacher();
        Administrator.SendRequest(LdapPeople.Add(Named(dn), Named(login), OtherPassword, Named(principal)));

        (await domain.Accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.NameTaken>();

        LdapPeople.Find(Administrator, $"(cn={account.Login}*)")!.DistinguishedName.ShouldBe(Named(dn));

        string Named(string pattern) => string.Format(CultureInfo.InvariantCulture, pattern, account.Login);
    }

    [Fact(DisplayName = "E39: a lock-out that devices with the old password have earned ends with the new one")]
    public async Task Unlocked()
    {
        var account = await CreatedAsync();
        for (var tries = 0; tries <= StartedDomain.LockedAfter; tries++)
            domain.Accepts(account.Login, "Wrong-2026").ShouldBeFalse();
        domain.Accepts(account.Login, Password).ShouldBeFalse("it is locked");

        (await domain.Accounts.SetPasswordAsync(account, new TypedPassword(OtherPassword), Cancellation)).ShouldBeOfType<SetPasswordOutcome.Accepted>();

        domain.Accepts(account.Login, OtherPassword).ShouldBeTrue();
    }

    [Fact]
    public async Task When_the_password_was_set_is_told_but_for_one_that_must_be_changed()
    {
        var before = DateTimeOffset.UtcNow;
        var account = await CreatedAsync();
        (await FoundAsync(account)).PasswordSetAt!.Value.ShouldBeInRange(before.AddSeconds(-1), DateTimeOffset.UtcNow.AddSeconds(1));

        LdapPeople.Replace(Administrator, Entry(account).DistinguishedName, "pwdLastSet", "0");

        (await FoundAsync(account)).PasswordSetAt.ShouldBeNull();
    }

    private static DomainAccount Teacher()
    {
        var id = Guid.CreateVersion7();
        var login = $"l{id.ToString("N")[^13..]}";
        return new DomainAccount(
            id, login, new AccountHolder("Петрова", "Анна", "Сергеевна", "Петрова Анна Сергеевна"), DomainAccountKind.Teacher, $"{login}@zao.obr.mos.ru", ["Study"], "school-7");
    }

    private async Task<DomainAccount> CreatedAsync(DomainAccount? wanted = null)
    {
        var account = wanted ?? Teacher();
        (await domain.Accounts.CreateAsync(account, new TypedPassword(Password), Cancellation)).ShouldBeOfType<CreateOutcome.Created>();
        return account;
    }

    private async Task KeepAsync(DomainAccount account) => (await domain.Accounts.KeepAsync(account, Cancellation)).ShouldBeOfType<KeepOutcome.Kept>();

    private async Task<FindOutcome.Found> FoundAsync(DomainAccount account) =>
        (await domain.Accounts.FindAsync(account.Id, account.Login, Cancellation)).ShouldBeOfType<FindOutcome.Found>();

    private SearchResultEntry Entry(DomainAccount account) => LdapPeople.Find(Administrator, $"(sAMAccountName={account.Login})")!;

    private static string? Text(SearchResultEntry entry, string name) => entry.Attributes[name] is { } values ? (string)values.GetValues(typeof(string)).ShouldHaveSingleItem() : null;
}
