using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.SchoolRecords.Import;

namespace Mesh.Cabinet.Tests.SchoolRecords;

/// <summary>People by the beginning of their name, on every database.</summary>
public sealed class PeopleByNameContractTests
{
    [Theory(DisplayName = "R58, E2: people are found by the beginning of their name, each once and in order, by the school's own way and by the city's alike")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Found(DatabaseProvider provider)
    {
        var (database, cleanup) = StoreContract.Open(provider);
        using var held = cleanup;
        using var roster = new TestRoster(database)
        {
            Users = ["a1,,,Сидоров,Яков,,,,", "a2,,,Сидоров,Антон,,,,", "a3,,,Сидорова,Ёлка,,,,", "a4,,,Иванов,Антон,,,,", "b1,,,Сидоров,Борис,,,,"],
            Roles = ["r1,a1,primary,student,,,s1,", "r2,a1,secondary,teacher,,,s1,", "r3,a2,primary,student,,,s1,", "r4,a3,primary,student,,,s1,", "r5,a4,primary,student,,,s1,", "r6,b1,primary,student,,,p1,"],
        };
        (await roster.CountAsync()).ShouldEndWith("refused=0");
        var names = new PeopleByNameStore(database);
        async Task<string> Find(string typed, int most, params string[] schools) => string.Join(' ', await names.FindAsync(typed, schools, most, default));
        foreach (var schools in new[] { ["s1"], new[] { "s1", "x", "y", "z" } })
        {
            (await Find("сидор", 50, schools)).ShouldBe("a2 a1 a3");
            (await Find("СИДОРОВ Антон", 50, schools)).ShouldBe("a2");
            (await Find("сидорова елка", 50, schools)).ShouldBe("a3");
            (await Find("сидор", 2, schools)).ShouldBe("a2 a1");
        }

        (await Find("сидоров", 50, "p1")).ShouldBe("b1");
        string.Join(' ', await names.FindAsync("сидоров", null, 50, default)).ShouldBe("a2 b1 a1 a3");
        (await Find(" ", 50, "s1")).ShouldBeEmpty();

        // Another surname, another school, another's post: what a school is searched by follows each.
        roster.Users[1] = "a2,,,Яковлев,Антон,,,,";
        roster.Roles[3] = "r4,a3,primary,student,,,p1,";
        roster.Roles[4] = "r5,b1,primary,student,,,s1,";
        (await roster.CountAsync(allowsWithdrawals: true)).ShouldEndWith("refused=0");
        (await Find("сидор", 50, "s1")).ShouldBe("b1 a1");
        (await Find("яковлев", 50, "s1", "p1")).ShouldBe("a2");
        (await Find("сидор", 50, "p1")).ShouldBe("b1 a3");
        (await Find("иванов", 50, "s1")).ShouldBeEmpty();
    }

    [Theory(DisplayName = "R58: the longest name that a record takes is found by all of it, and one longer than that finds nobody else's")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Longest(DatabaseProvider provider)
    {
        var (database, cleanup) = StoreContract.Open(provider);
        using var held = cleanup;
        static string Part(char letter, int more = 0) => new(letter, PersonName.MaxPartLength + more);
        using var roster = new TestRoster(database) { Users = [$"a1,,,{Part('ж')},{Part('щ')},{Part('э')},,,"], Roles = ["r1,a1,primary,student,,,s1,"] };
        (await roster.CountAsync()).ShouldEndWith("refused=0");
        var names = new PeopleByNameStore(database);
        (await names.FindAsync($"{Part('ж')} {Part('щ')} {Part('э')}", ["s1"], 50, default)).ShouldBe(["a1"]);
        (await names.FindAsync($"{Part('ж')} {Part('щ')} {Part('э', 1)}", ["s1"], 50, default)).ShouldBeEmpty();
        (await names.FindAsync(Part('ж', 1000), ["s1"], 50, default)).ShouldBeEmpty();
    }
}
