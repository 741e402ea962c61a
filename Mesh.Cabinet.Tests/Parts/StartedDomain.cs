using System.DirectoryServices.Protocols;
using System.Globalization;
using System.Net;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>The domain as its administrators prepare it for the product: a unit, two groups, a service account with no right too many.</summary>
public sealed class StartedDomain : IAsyncLifetime
{
    public const string Domain = "DC=mesh,DC=test";
    public const string People = $"OU=People,{Domain}";
    public const string Schools = $"OU=Schools,{Domain}";
    public const string Groups = $"OU=Networks,{Domain}";

    /// <summary>So many wrong passwords lock an account.</summary>
    public const int LockedAfter = 10;

    private const int InvalidCredentials = 49;
    private const int ServerDown = 81;
    private const string Service = "svc-cabinet";
    private const string ServicePassword = "Sluzhba-Kabineta-1";
    private const string User = "bf967aba-0de6-11d0-a285-00aa003049e2";
    private const string Unit = "bf967aa5-0de6-11d0-a285-00aa003049e2";
    private const string Group = "bf967a9c-0de6-11d0-a285-00aa003049e2";
    private const string Member = "bf9679c0-0de6-11d0-a285-00aa003049e2";
    private const string ResetPassword = "00299570-246d-11d0-a768-00aa006e0529";

    private DomainController? controller;

    internal DomainController Controller => controller ?? throw new InvalidOperationException("The domain was not started.");

    public async ValueTask InitializeAsync()
    {
        if (DebianParts.MissingForDomain is null)
        {
            controller = await DomainController.StartAsync();
            await PrepareAsync();
            Accounts = AccountsWith(Settings);
            Equipment = new DomainEquipment(controller);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (controller is not null)
            await controller.DisposeAsync();
    }

    internal DomainEquipment Equipment { get; private set; } = null!;

    internal LdapOptions Settings => new()
    {
        Address = $"ldaps://{Controller.Address}",
        CertificateFolder = Controller.CertificateFolder,
        BindName = $"{Service}@mesh.test",
        BindPassword = ServicePassword,
        People = People,
        UpnSuffix = "mesh.test",
        Groups = [new NetworkGroup("Study.mos", $"CN=Study.mos,{Groups}"), new NetworkGroup("Study", $"cn=Study, {Groups}")],
        // The machine may be busy with other tests.
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>With a unit for each school.</summary>
    internal LdapOptions BySchool => Settings with { People = Schools, UnitBySchool = true };

    /// <summary>The product's way into this domain.</summary>
    internal IDomainAccounts Accounts { get; private set; } = null!;

    internal static IDomainAccounts AccountsWith(LdapOptions settings, ILogger<LdapOperations>? logger = null)
    {
        var options = Options.Create(new DomainAccountsOptions { Kind = "Ldap", Ldap = settings });
        return new LdapAccounts(new LdapOperations(new LdapConnections(options), logger ?? new TestLog<LdapOperations>()), options);
    }

    /// <summary>A connection of somebody who signs in by name and password, as programs do that know nothing but LDAP.</summary>
    /// <exception cref="LdapException">49: refused.</exception>
    internal LdapConnection SignIn(string name, string password)
    {
        try
        {
            return Connect(name, password);
        }
        catch (LdapException failure) when (failure.ErrorCode == ServerDown)
        {
            // A busy controller drops a connection now and then; whoever asks again is let in.
            return Connect(name, password);
        }
    }

    /// <summary>Whether the domain knows this login by this password.</summary>
    internal bool Accepts(string login, string password)
    {
        try
        {
            SignIn($"{login}@mesh.test", password).Dispose();
            return true;
        }
        catch (LdapException refusal) when (refusal.ErrorCode == InvalidCredentials)
        {
            return false;
        }
    }

    internal LdapConnection SignInAsAdministrator() => SignIn("administrator@mesh.test", DomainController.AdministratorPassword);

    private LdapConnection Connect(string name, string password)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException();

        var connection = new LdapConnection(new LdapDirectoryIdentifier(Controller.Address.ToString(), 636, fullyQualifiedDnsHostName: true, connectionless: false))
        {
            AuthType = AuthType.Basic,
            Timeout = TimeSpan.FromSeconds(20),
        };
        connection.SessionOptions.ProtocolVersion = 3;
        connection.SessionOptions.TrustedCertificatesDirectory = Controller.CertificateFolder;
        connection.SessionOptions.StartNewTlsSessionContext();
        connection.SessionOptions.SecureSocketLayer = true;
        connection.Bind(new NetworkCredential(name, password));
        return connection;
    }

    private async Task PrepareAsync()
    {
        using var administrator = SignInAsAdministrator();
        foreach (var unit in new[] { People, Schools, Groups })
            administrator.SendRequest(new AddRequest(unit, "organizationalUnit"));
        foreach (var network in new[] { "Study", "Study.mos" })
            administrator.SendRequest(new AddRequest($"CN={network},{Groups}", new DirectoryAttribute("objectClass", "group"), new DirectoryAttribute("sAMAccountName", network)));
        LdapPeople.Replace(administrator, Domain, "lockoutThreshold", LockedAfter.ToString(CultureInfo.InvariantCulture));
        var service = $"CN={Service},CN=Users,{Domain}";
        administrator.SendRequest(LdapPeople.Add(service, Service, ServicePassword));
        var sid = LdapPeople.Sid(administrator, service);

        await Controller.GrantAsync(People, $"(OA;;CCDC;{User};;{sid})(OA;CIIO;CR;{ResetPassword};{User};{sid})(OA;CIIO;RPWP;;{User};{sid})");
        await Controller.GrantAsync(Schools, $"(OA;CI;CCDC;{User};;{sid})(OA;;CC;{Unit};;{sid})(OA;CIIO;CR;{ResetPassword};{User};{sid})(OA;CIIO;RPWP;;{User};{sid})");
        await Controller.GrantAsync(Groups, $"(OA;CIIO;WP;{Member};{Group};{sid})");
    }
}

/// <summary>The tests that share the domain.</summary>
[CollectionDefinition(Name)]
public sealed class InTheDomain : ICollectionFixture<StartedDomain>
{
    public const string Name = "In the domain";
}
