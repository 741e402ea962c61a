using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Parts;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>The whole product with a real domain behind it: from «Войти через mos.ru» to a PC and the Wi-Fi.</summary>
[Collection(InTheDomain.Name)]
public sealed class DomainActivationTests(StartedDomain domain) : IAsyncLifetime
{
    private static readonly Resident Ready = Resident.Teacher(1);
    private static readonly Resident LoginInside = WithPassword(2, "Moj-TEACHER_2-parol");
    private static readonly Resident NameInside = WithPassword(3, "Анна-Shkola-2026");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("domain-city-");
    private RunningProduct? product;

    public async ValueTask InitializeAsync()
    {
        DebianParts.NeedDomain();
        await OwnCity.WriteAsync(folder.FullName, [Ready, LoginInside, NameInside]);
        var ldap = domain.Settings;
        product = await RunningProduct.StartAsync(
        [
            ("Sandbox__City", folder.FullName),
            ("DomainAccounts__Kind", "Ldap"),
            ("DomainAccounts__Ldap__Address", ldap.Address),
            ("DomainAccounts__Ldap__CertificateFolder", ldap.CertificateFolder),
            ("DomainAccounts__Ldap__BindName", ldap.BindName),
            ("DomainAccounts__Ldap__BindPassword", ldap.BindPassword),
            ("DomainAccounts__Ldap__People", ldap.People),
            ("DomainAccounts__Ldap__UpnSuffix", ldap.UpnSuffix),
            ("DomainAccounts__Ldap__Timeout", ldap.Timeout.ToString("c")),
            .. ldap.Groups.Index().Select(entry => ($"DomainAccounts__Ldap__Groups__{entry.Index}__Dn", entry.Item.Dn)),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        if (product is not null)
            await product.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact(DisplayName = "R23, R29, R30, D13, D14: an activated teacher opens a PC and Wi-Fi Study; who has the login or the name in the password is told so and gets nothing")]
    public async Task Activated()
    {
        var teacher = Ready.Citizen;
        (await ActivateAsync(Ready)).Text.ShouldContain("Аккаунт МЭШ готов");
        (await domain.Equipment.PcAcceptsAsync(teacher.Login, teacher.Password)).ShouldBeTrue();
        (await domain.Equipment.WifiAcceptsAsync("Study", teacher.Login, teacher.Password)).ShouldBeTrue();
        (await domain.Equipment.WifiAcceptsAsync("Study.mos", teacher.Login, teacher.Password)).ShouldBeFalse();
        var found = (await FindAsync(Ready)).ShouldBeOfType<FindOutcome.Found>();
        (found.Kind, found.TeamsAddress).ShouldBe((DomainAccountKind.Teacher, $"{teacher.Login}@zao.obr.mos.ru"));

        (await ActivateAsync(LoginInside)).Problem.ShouldBe("HoldsLogin");
        (await ActivateAsync(NameInside)).Problem.ShouldBe("HoldsName");
        (await FindAsync(LoginInside)).ShouldBeOfType<FindOutcome.Missing>();
        (await FindAsync(NameInside)).ShouldBeOfType<FindOutcome.Missing>();

        product!.Output.ShouldContain("The domain controller is there and trusted");
        foreach (var secret in (string[])[teacher.Password, LoginInside.Citizen.Password, domain.Settings.BindPassword])
            product.Output.ShouldNotContain(secret);
    }

    private static Resident WithPassword(int number, string password)
    {
        var resident = Resident.Teacher(number);
        return resident with { Citizen = resident.Citizen with { Password = password } };
    }

    private async Task<Page> ActivateAsync(Resident resident)
    {
        using var visitor = new HttpVisitor(product!);
        (await visitor.SignInAsync(resident.Citizen)).Path.ShouldBe("/activation");
        return await visitor.ActivateAsync(resident.Citizen.Password);
    }

    private Task<FindOutcome> FindAsync(Resident resident) => domain.Accounts.FindAsync(Guid.Empty, resident.Citizen.Login, TestContext.Current.CancellationToken);
}
