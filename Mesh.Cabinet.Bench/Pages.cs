using Mesh.Cabinet.Bench.Clients;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Limits;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench;

/// <summary>What one answer costs the server's processor: open pages against bare Kestrel, the cabinet against the template's home page.</summary>
internal static class Pages
{
    private const string Bare = "bare Kestrel, same bytes";
    private static readonly string[] Open = ["/", "/help", "/help/access"];
    private static readonly string[] OnlyShown = ["/support"];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        await using var city = await RunningCity.StartAsync(people: 400, accounts: 0);
        await using var limit = await LimitProcess.StartAsync(BareBytes.Name);
        await using var peer = await PeerProcess.StartAsync();
        using var person = new Visitor(city.Product);
        await person.SignInAsync(await city.ActivateFirstAsync());
        using var member = new Visitor(peer);
        await Member.SignInAsync(member, await Member.RegisterAsync(peer));

        var figures = new List<Figure>();
        foreach (var path in Open.Concat(OnlyShown))
        {
            using var stranger = new HttpClient { BaseAddress = city.Product.Address };
            await LimitProcess.PutAsync(limit, path, await stranger.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
            var (ours, bare) = await CompareAsync(settings, (city.Product, path, null), (limit, path, null));
            figures.Add(new($"{path}, server CPU per request", "µs", ours)
            {
                Against = new(Bare, bare),
                Goal = OnlyShown.Contains(path) ? null : new Goal.AtMost(2),
            });
        }

        var (cabinet, home) = await CompareAsync(settings, (city.Product, "/cabinet", person.Cookie), (peer, "/", member.Cookie));
        figures.Add(new("/cabinet, signed in, server CPU per request", "µs", cabinet) { Against = new("template's signed-in home page", home), Goal = new Goal.AtMost(1) });
        return figures;
    }

    private static async Task<(Series Ours, Series Theirs)> CompareAsync(
        Settings settings, (ServerProcess Server, string Path, string? Cookie) ours, (ServerProcess Server, string Path, string? Cookie) theirs)
    {
        var (left, right) = (new List<double>(), new List<double>());
        await Load.CpuOfGetAsync(ours.Server, ours.Path, ours.Cookie, settings.WarmUp);
        await Load.CpuOfGetAsync(theirs.Server, theirs.Path, theirs.Cookie, settings.WarmUp);
        for (var round = 0; round < settings.Rounds; round++)
        {
            left.Add(await Load.CpuOfGetAsync(ours.Server, ours.Path, ours.Cookie, settings.Round));
            right.Add(await Load.CpuOfGetAsync(theirs.Server, theirs.Path, theirs.Cookie, settings.Round));
        }

        return (new(left), new(right));
    }
}
