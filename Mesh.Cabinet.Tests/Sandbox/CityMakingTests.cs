using Mesh.Cabinet.Sandbox.CityMaking;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.SchoolRecords.Fields;
using Shouldly;
using Xunit;

namespace Mesh.Cabinet.Tests.Sandbox;

public sealed class CityMakingTests
{
    [Fact]
    public async Task The_shipped_city_is_what_the_generator_writes_byte_for_byte()
    {
        await InNewCityAsync(folder => new CityPlan(folder), city =>
        {
            foreach (var file in Files(SandboxSettings.ShippedCity))
                File.ReadAllBytes(Path.Combine(city, file)).ShouldBe(File.ReadAllBytes(Path.Combine(SandboxSettings.ShippedCity, file)), file);
            Files(city).ShouldBe(Files(SandboxSettings.ShippedCity));
        });
    }

    [Fact]
    public async Task Another_seed_makes_other_neighbours_of_the_same_number()
    {
        await InNewCityAsync(folder => new CityPlan(folder, People: 1234, Seed: 7), city =>
        {
            var people = new Roster(city).People;
            people.Count.ShouldBe(1234);
            people.Keys.ShouldContain("story-01");
            people["person-1100"].ShouldNotBe(new Roster(SandboxSettings.ShippedCity).People["person-1100"]);
        });
    }

    [Fact]
    public async Task Neighbours_have_unique_logins_and_numbers_with_a_right_check_sum_E1()
    {
        await InNewCityAsync(folder => new CityPlan(folder, People: 3000), city =>
        {
            var people = new Roster(city).People.Values.ToList();
            people.Where(person => person["username"].Length > 0).ShouldAllBe(person => person["username"].Length <= 20);
            people.Select(person => person["username"]).Where(login => login.Length > 0).GroupBy(login => login, StringComparer.OrdinalIgnoreCase).ShouldAllBe(same => same.Count() == 1);
            var numbers = people.Select(person => person["userIds"]).Where(ids => ids.Length > 0).Select(ids => ids["{SNILS:".Length..^1]).ToList();
            numbers.ShouldAllBe(number => Snils.TryParse(number) != null);
            numbers.ShouldBeUnique();
            people.Select(person => person["phone"]).Where(phone => phone.Length > 0).ShouldAllBe(phone => PhoneNumber.TryParse(phone) != null);
        });
    }

    [Fact]
    public async Task Parents_and_children_point_at_each_other()
    {
        await InNewCityAsync(folder => new CityPlan(folder, People: 1500), city =>
        {
            var people = new Roster(city).People;
            foreach (var (id, person) in people)
            {
                foreach (var agent in person["agentSourcedIds"].Split(',', StringSplitOptions.RemoveEmptyEntries))
                    people[agent]["agentSourcedIds"].Split(',').ShouldContain(id);
            }
        });
    }

    [Theory]
    [InlineData()]
    [InlineData("city-folder", "--people")]
    [InlineData("city-folder", "--people", "3")]
    [InlineData("city-folder", "--people", "many")]
    [InlineData("city-folder", "--houses", "500")]
    public async Task Wrong_arguments_are_answered_by_the_usage(params string[] args)
    {
        var output = new StringWriter();

        (await CityCommand.RunAsync(args, output)).ShouldBe(2);

        output.ToString().ShouldStartWith("city PATH [--people N] [--seed S]");
        Directory.Exists("city-folder").ShouldBeFalse();
    }

    private static async Task InNewCityAsync(Func<string, CityPlan> plan, Action<string> look)
    {
        var folder = Directory.CreateTempSubdirectory("city-");
        try
        {
            await CityMaker.WriteAsync(plan(folder.FullName));
            look(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
}
