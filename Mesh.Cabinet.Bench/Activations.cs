using Mesh.Cabinet.Bench.Clients;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Limits;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench;

/// <summary>The request that makes the account, against the least that can be done: one SCIM create and one commit, without and with what must come before it.</summary>
internal static class Activations
{
    private const int AtOnce = 4;

    // A batch is small; the compiler of a running program is done with what it does only after many. Before that, four fifths of what is taken is the compiler's.
    private const int RoundsOfWarmUp = 20;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        var batch = Math.Max(8, settings.Circuits / 12);
        // Twice as many as are needed: some are at private schools, and some have a login that must be confirmed.
        var accounts = 2 * batch * (settings.Rounds + RoundsOfWarmUp);
        await using var city = await RunningCity.StartAsync(people: (accounts + batch) * RunningCity.PeoplePerStaff, accounts);
        var file = Path.Combine(city.Folder, "by-hand.db");
        await using var hand = await LimitProcess.StartAsync(ByHand.Name, city.Directory.Address, city.Directory.Token, file, city.City.ToString());
        // Whose login of the journal is as the rules want it, nothing has to be confirmed for.
        var people = new Queue<CityAccount>(city.Accounts.Where(account => account.IsNeighbour
            && account.Snils is not null && !account.Login.StartsWith("user_", StringComparison.Ordinal) && !account.Login.Contains('.', StringComparison.Ordinal)));
        var (ours, theirs, all) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -RoundsOfWarmUp; round < settings.Rounds; round++)
        {
            var cabinet = await ActivateAsync(city.Product, people, batch);
            var bare = await ByHandAsync(hand, "/", city.Accounts[0], batch);
            var demanded = await ByHandAsync(hand, ByHand.Demanded, city.Accounts[0], batch);
            if (round < 0)
                continue;
            ours.Add(cabinet);
            theirs.Add(bare);
            all.Add(demanded);
        }

        var byHand = new Peer("one SCIM create and one commit by hand", new(theirs));
        return
        [
            new("whole activation, server CPU", "ms", new(ours)) { Against = byHand, Goal = new Goal.AtMost(1.5) },
            new("the least of it: by hand, with mos.ru asked and what must be written before", "ms", new(all)) { Against = byHand },
            new("whole activation, server CPU", "ms", new(ours)) { Against = new("the same by hand", new(all)) },
        ];
    }

    private static async Task<double> ActivateAsync(ServerProcess product, Queue<CityAccount> people, int count)
    {
        var ready = new List<(Visitor Visitor, CityAccount Account, string Token)>();
        while (ready.Count < count)
        {
            var (visitor, account) = (new Visitor(product), people.Dequeue());
            // Nobody at a private school is led there.
            if ((await visitor.SignInAsync(account)).AbsolutePath is "/activation")
                ready.Add((visitor, account, await visitor.FormTokenAsync()));
            else
                visitor.Dispose();
        }

        // What the sign-ins have made hot is compiled first.
        await product.RestAsync();
        var before = product.Cpu;
        await Parallel.ForEachAsync(ready, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (person, _) =>
        {
            if (await person.Visitor.ActivateAsync(person.Account, person.Token) is not "/activation" and var other)
                throw new InvalidOperationException($"{person.Account.Login} is not activated but led to {other}.");
        });
        var taken = product.Cpu - before;
        ready.ForEach(person => person.Visitor.Dispose());
        return taken.TotalMilliseconds / ready.Count;
    }

    private static async Task<double> ByHandAsync(ServerProcess hand, string path, CityAccount account, int count)
    {
        using var http = new HttpClient { BaseAddress = hand.Address };
        await hand.RestAsync();
        var before = hand.Cpu;
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, cancellation) =>
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("username", account.Login), KeyValuePair.Create("password", account.Password)]);
            using var answer = await http.PostAsync(new Uri($"{path}?login=h{Guid.NewGuid():N}"[..24], UriKind.Relative), form, cancellation);
            answer.EnsureSuccessStatusCode();
        });
        return (hand.Cpu - before).TotalMilliseconds / count;
    }
}
