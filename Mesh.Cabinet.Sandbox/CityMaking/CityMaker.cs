using System.Globalization;
using Mesh.Cabinet.Sandbox.Citizens;

namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>Makes a whole city: the stories, and around them as many people as asked for. One seed gives one city, byte for byte.</summary>
internal sealed class CityMaker
{
    private const int FirstNumber = 1000;
    private const int StaffShare = 12;
    private const int StudentsOfAClass = 25;

    private readonly CityPlan plan;
    private readonly Dice dice;
    private readonly RosterWriter roster;
    private readonly CitizenWriter citizens;
    private readonly List<OrganisationRow> organisations;
    private readonly List<string> schools;
    private readonly int letters;
    private readonly Neighbours neighbours;
    private int accountsLeft;
    private int number = FirstNumber;

    private CityMaker(CityPlan plan, RosterWriter roster, CitizenWriter citizens)
    {
        this.plan = plan;
        this.roster = roster;
        this.citizens = citizens;
        dice = new Dice((ulong)plan.Seed);
        organisations = Schools.For(plan.People);
        schools = [.. organisations.Where(row => row.Type == "school").Select(row => row.Id)];
        letters = Math.Clamp(plan.People * 2 / 5 / schools.Count / (SchoolClasses.Grades * StudentsOfAClass), 1, SchoolClasses.MostLetters);
        neighbours = new Neighbours(dice, letters);
        accountsLeft = plan.Accounts;
    }

    public static async Task WriteAsync(CityPlan plan)
    {
        Directory.CreateDirectory(plan.Folder);
        await using var records = new RosterWriter(Path.Combine(plan.Folder, "records"));
        await using var accounts = new CitizenWriter(Path.Combine(plan.Folder, CityFile.Name));
        new CityMaker(plan, records, accounts).Write();
    }

    private void Write()
    {
        organisations.ForEach(roster.Add);
        foreach (var school in schools)
        {
            for (var @class = 0; @class < SchoolClasses.Grades * letters; @class++)
                roster.AddClass(school, 1 + @class / letters, @class % letters);
        }

        foreach (var story in Story.All)
        {
            citizens.Add(story.Citizen);
            foreach (var person in story.People)
                roster.Add(person);
        }

        var left = plan.People - CityPlan.FewestPeople;
        for (var staff = Math.Max(left / StaffShare, Math.Min(left, schools.Count)); staff > 0; staff--, left--)
            Add(neighbours.Staff(number, schools[number % schools.Count], isHead: number - FirstNumber < schools.Count));
        while (left > 0)
            left -= AddHousehold(left);
    }

    // The smallest household is one child alone with nobody written down for it.
    private int AddHousehold(int atMost)
    {
        var size = Math.Min(atMost, 1 + dice.Below(2) + 1 + dice.Below(3));
        var parents = Math.Min(size - 1, 1 + dice.Below(2));
        foreach (var person in neighbours.Household(number, parents, size - parents, dice.Of(schools)))
            Add(person);
        return size;
    }

    private void Add(PersonRow person)
    {
        roster.Add(person);
        if (accountsLeft > 0 && person.Phone is not null && person.Email is not null)
        {
            accountsLeft--;
            citizens.Add(new Citizen
            {
                Sub = string.Create(CultureInfo.InvariantCulture, $"3f2a9c10-0000-4000-9000-{number:D12}"),
                Login = person.Username ?? string.Create(CultureInfo.InvariantCulture, $"user_{number}"),
                Password = Story.Password,
                LastName = person.Family,
                FirstName = person.Given,
                MiddleName = person.Middle,
                Phone = person.Phone,
                Email = person.Email,
                Snils = person.Snils,
                BirthDate = person.BirthDate,
            });
        }

        number++;
    }
}

/// <summary>What city is wanted and where.</summary>
/// <param name="People">How many the records hold, the stories' people included.</param>
/// <param name="Accounts">How many of the neighbours have an account at mos.ru besides the stories' citizens.</param>
internal sealed record CityPlan(string Folder, int People = CityPlan.ShippedPeople, int Seed = CityPlan.ShippedSeed, int Accounts = 0)
{
    public const int ShippedPeople = 400;
    public const int ShippedSeed = 2026;

    /// <summary>Phones have seven digits to tell people apart.</summary>
    public const int MostPeople = 9_000_000;

    public static int FewestPeople { get; } = Story.All.Sum(story => story.People.Count);
}
