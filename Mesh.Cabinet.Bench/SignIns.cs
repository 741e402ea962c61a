using Mesh.Cabinet.Bench.Clients;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench;

/// <summary>A whole sign-in, from the button to the service: this side of mos.ru against the template's password form.</summary>
internal static class SignIns
{
    private const int AtOnce = 4;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        await using var city = await RunningCity.StartAsync(people: 400, accounts: 0);
        await using var peer = await PeerProcess.StartAsync();
        var person = await city.ActivateFirstAsync();
        var email = await Member.RegisterAsync(peer);
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = -1; round < settings.Rounds; round++)
        {
            var duration = round < 0 ? settings.WarmUp : settings.Round;
            var cabinet = await CpuAsync(city.Product, visitor => visitor.SignInAsync(person), duration);
            var template = await CpuAsync(peer, visitor => Member.SignInAsync(visitor, email), duration);
            if (round < 0)
                continue;
            ours.Add(cabinet);
            theirs.Add(template);
        }

        return [new("whole sign-in through mos.ru, our side, server CPU", "ms", new(ours)) { Against = new("template's password sign-in", new(theirs)), Goal = new Goal.AtMost(0.5) }];
    }

    // Each sign-in is a browser of its own, with its own connections.
    private static async Task<double> CpuAsync(ServerProcess server, Func<Visitor, Task> signIn, TimeSpan duration) =>
        await Load.CpuOfAsync(server, async _ =>
        {
            using var visitor = new Visitor(server);
            await signIn(visitor);
        }, AtOnce, duration) / 1000;
}
