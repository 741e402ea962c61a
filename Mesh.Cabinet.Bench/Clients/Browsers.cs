using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench.Clients;

/// <summary>As many signed-in browsers of one person as it takes to hold many circuits: the product bounds the circuits of a session.</summary>
internal sealed class Browsers
{
    private const int CircuitsOfSession = 12;
    private readonly List<string> cookies = [];

    private Browsers()
    {
    }

    public static async Task<Browsers> SignInAsync(RunningCity city, CityAccount account, int circuits)
    {
        var browsers = new Browsers();
        for (var browser = 0; browser * CircuitsOfSession < circuits; browser++)
        {
            using var visitor = new Visitor(city.Product);
            await visitor.SignInAsync(account);
            browsers.cookies.Add(visitor.Cookie);
        }

        return browsers;
    }

    /// <summary>The cookie that a circuit is opened with.</summary>
    public string CookieOf(int circuit) => cookies[circuit % cookies.Count];
}
