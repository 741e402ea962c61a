using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench.Clients;

/// <summary>As many signed-in browsers as it takes to hold many circuits: the product bounds the circuits of a session and of an account.</summary>
internal sealed class Browsers
{
    private const int CircuitsOfSession = 12;
    private const int SessionsOfAccount = 2;

    /// <summary>Of so many neighbours who work at a school, one has a login that must be confirmed, so that the activation has something to click.</summary>
    private const int StaffPerDottedLogin = 50;

    private readonly List<string> cookies = [];

    private Browsers()
    {
    }

    /// <summary>A city that is large enough for that many circuits.</summary>
    public static Task<RunningCity> CityForAsync(int circuits)
    {
        var staff = StaffPerDottedLogin * (1 + (circuits / (CircuitsOfSession * SessionsOfAccount)));
        return RunningCity.StartAsync((staff + StaffPerDottedLogin) * RunningCity.PeoplePerStaff, staff);
    }

    public static async Task<Browsers> SignInAsync(RunningCity city, int circuits)
    {
        var browsers = new Browsers();
        foreach (var account in city.Accounts.Where(account => account.IsNeighbour && account.Snils is not null && account.Login.Contains('.', StringComparison.Ordinal)))
        {
            for (var session = 0; session < SessionsOfAccount && browsers.cookies.Count * CircuitsOfSession < circuits; session++)
            {
                using var visitor = new Visitor(city.Product);
                // Not who is of a private school.
                if ((await visitor.SignInAsync(account)).AbsolutePath == Circuits.Activation)
                    browsers.cookies.Add(visitor.Cookie);
            }
        }

        return browsers.cookies.Count * CircuitsOfSession >= circuits ? browsers : throw new InvalidOperationException($"The city has too few teachers for {circuits} circuits.");
    }

    /// <summary>The cookie that a circuit is opened with.</summary>
    public string CookieOf(int circuit) => cookies[circuit % cookies.Count];
}
