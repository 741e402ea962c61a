using System.Globalization;
using Mesh.Cabinet.Bench.Figures;
using Mesh.Cabinet.Bench.Servers;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Bench;

/// <summary>The check of access at a first sign-in, tie and all, in a whole city and in a small one.</summary>
internal static class Matches
{
    private const int SmallCity = 10_000;
    private const int PeopleARound = 60;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Settings settings)
    {
        // Not every account has a СНИЛС to be found by.
        var needed = PeopleARound * (settings.Rounds + 2);
        var accounts = 4 * needed;
        using var large = await ImportedCity.WriteAsync(settings.People, accounts);
        using var small = await ImportedCity.WriteAsync(SmallCity, accounts);
        var (inLarge, inSmall) = (await Checks.InAsync(large, needed), await Checks.InAsync(small, needed));
        await large.ImportAsync();
        await small.ImportAsync();
        var people = settings.People.ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            await CompareAsync($"matching one person among {people}, CPU", profile => profile, new Goal.AtMost(1.5)),
            await CompareAsync($"somebody of whom only the name agrees, among {people}, CPU", profile => profile with { Subject = "only " + profile.Subject, Snils = null, Phone = null, Email = null }, null),
        ];

        async Task<Figure> CompareAsync(string what, Func<CityProfile, CityProfile> change, Goal? goal)
        {
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = -2; round < settings.Rounds; round++)
            {
                var (among, few) = (await inLarge.RoundAsync(round + 2, change), await inSmall.RoundAsync(round + 2, change));
                if (round < 0)
                    continue;
                ours.Add(among);
                theirs.Add(few);
            }

            return new(what, "µs", new(ours)) { Against = new($"among {SmallCity:N0}", new(theirs)), Goal = goal };
        }
    }

    /// <summary>The product's own check over one city's database, asked by people who were never here.</summary>
    private sealed class Checks(AccessCheck check, IReadOnlyList<CityProfile> profiles)
    {
        /// <param name="needed">How many people are going to ask.</param>
        public static async Task<Checks> InAsync(ImportedCity city, int needed)
        {
            var database = new CabinetDatabase(DatabaseProvider.Sqlite, $"Data Source={city.File}");
            var protection = new FieldProtection(new byte[FieldProtection.KeySize]);
            var time = TimeProvider.System;
            var records = new SchoolRecordsStore(database, protection);
            var check = new AccessCheck(records, new FamiliesStore(database, records), new TieStore(database, time), new SupportCaseStore(database, protection, time), new MoscowClock(time));
            var profiles = (await city.AccountsAsync()).Where(person => person is { Via: "mos.ru", Snils: not null }).Select(person => new CityProfile
            {
                Provider = CityProvider.MosRu,
                Subject = person.Sub,
                Login = person.Login,
                FamilyName = person.LastName,
                GivenName = person.FirstName,
                MiddleName = person.MiddleName,
                Phone = person.Phone,
                Email = person.Email,
                Snils = person.Snils,
            }).ToList();
            return profiles.Count >= needed ? new(check, profiles) : throw new InvalidOperationException($"The city has only {profiles.Count} accounts that can be measured.");
        }

        /// <returns>Microseconds of processor time per person.</returns>
        public async Task<double> RoundAsync(int round, Func<CityProfile, CityProfile> change)
        {
            var people = profiles.Skip(round * PeopleARound).Take(PeopleARound).Select(change).ToList();
            var before = Environment.CpuUsage.TotalTime;
            foreach (var profile in people)
                await check.CheckAsync(new Session(Guid.Empty, profile, DateTimeOffset.UtcNow), CancellationToken.None);
            return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / people.Count;
        }
    }
}
