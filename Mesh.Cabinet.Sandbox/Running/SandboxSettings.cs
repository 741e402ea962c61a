using Microsoft.Data.Sqlite;

namespace Mesh.Cabinet.Sandbox.Running;

/// <summary>Where the sandbox listens, which city it shows and where it keeps its state.</summary>
/// <param name="Address">Its own address, always on the loopback.</param>
/// <param name="CabinetAddress">The product's address, for the links «Личный кабинет».</param>
/// <param name="CityFolder">Absolute path of the folder with <c>citizens.json</c> and <c>records/</c>.</param>
/// <param name="CabinetFile">The product's SQLite file; null if it keeps its data elsewhere.</param>
/// <param name="StateFile">The sandbox's own SQLite file.</param>
/// <param name="MailPort">Where its mail server listens, on the loopback too.</param>
internal sealed record SandboxSettings(Uri Address, Uri CabinetAddress, string CityFolder, string? CabinetFile, string StateFile, int MailPort)
{
    public const string ClientId = "mesh-cabinet";

    /// <summary>The client secret at both identity providers and the bearer token of the directory.</summary>
    public const string Secret = "sandbox";

    public static string ShippedCity => Path.Combine(AppContext.BaseDirectory, "Sandbox", "City");

    /// <summary>The address with a path added.</summary>
    public string At(string path) => Address.GetLeftPart(UriPartial.Authority) + path;

    public string InCabinet(string path) => CabinetAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + path;

    /// <exception cref="SandboxFault">An address is unusable or leads outside this machine.</exception>
    public static SandboxSettings From(IConfiguration configuration)
    {
        var address = AddressOf(configuration, "Sandbox:Address", "http://localhost:5081");
        if (!address.IsLoopback || address.Scheme != Uri.UriSchemeHttp)
            throw new SandboxFault($"Sandbox:Address is {address}, but the sandbox listens on the loopback only, for instance http://localhost:5081.");

        var city = configuration["Sandbox:City"];
        var cabinetFile = CabinetFileOf(configuration);
        return new SandboxSettings(
            address,
            AddressOf(configuration, "Sandbox:CabinetAddress", configuration["Site:PublicAddress"] is { Length: > 0 } site ? site : "http://localhost:5080"),
            string.IsNullOrWhiteSpace(city) ? ShippedCity : WorkingRoot.Resolve(city),
            cabinetFile,
            Path.ChangeExtension(cabinetFile ?? WorkingRoot.Resolve("data/cabinet.db"), ".sandbox.db"),
            MailPortOf(configuration, address));
    }

    private static Uri AddressOf(IConfiguration configuration, string key, string otherwise)
    {
        var text = configuration[key] is { Length: > 0 } value ? value : otherwise;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new SandboxFault($"{key} is «{text}», which is no http address.");
    }

    private static int MailPortOf(IConfiguration configuration, Uri address) => configuration["Sandbox:MailPort"] switch
    {
        null or "" => address.Port + 1,
        var text when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535 => port,
        var text => throw new SandboxFault($"Sandbox:MailPort is «{text}», which is no port."),
    };

    private static string? CabinetFileOf(IConfiguration configuration)
    {
        if (string.Equals(configuration["Database:Provider"], "SqlServer", StringComparison.OrdinalIgnoreCase))
            return null;

        var connection = configuration.GetConnectionString("Cabinet") is { Length: > 0 } value ? value : "Data Source=data/cabinet.db";
        try
        {
            return WorkingRoot.Resolve(new SqliteConnectionStringBuilder(connection).DataSource);
        }
        catch (ArgumentException)
        {
            throw new SandboxFault("ConnectionStrings:Cabinet is no connection string of SQLite.");
        }
    }
}

/// <summary>The sandbox cannot start, for a reason that its user can mend; the message says which.</summary>
internal sealed class SandboxFault(string message, Exception? cause = null) : Exception(message, cause);
