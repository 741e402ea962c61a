using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Sandbox.CityMaking;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>In a whole city every error in an account that something proves is called by its name, and nobody is taken for anybody else.</summary>
public sealed class PlantedErrorsTests(PlantedCity city) : IClassFixture<PlantedCity>
{
    private const int PerGroup = 20;
    private static readonly string[] KindNames = [.. PlantedError.Kinds.Keys];

    private static readonly IReadOnlyList<(CityAccount Account, Func<CityPerson, bool> Holds)> Groups =
    [
        (CityAccount.Full, person => person.Is(PersonRole.Staff) && !person.Is(PersonRole.Parent)),
        (CityAccount.WithoutContacts, person => person.Is(PersonRole.Staff) && !person.Is(PersonRole.Parent)),
        (CityAccount.Full, person => person.Is(PersonRole.Staff) && person.Is(PersonRole.Parent)),
        (CityAccount.Full, person => person.Is(PersonRole.Parent) && !person.Is(PersonRole.Staff)),
        (CityAccount.Full, person => person.Is(PersonRole.Student) && person.Phone is not null),
        (CityAccount.Simplified, person => person.Is(PersonRole.Student) && person.Username is not null),
    ];

    public static TheoryData<string> Kinds => [.. KindNames];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_error_is_called_by_its_name_and_nobody_is_taken_for_another(string kind)
    {
        var wrong = new List<string>();
        var sample = Sample(kind).ToList();
        foreach (var error in sample)
        {
            var access = await city.CheckAsync(error.Profile);
            var tied = await city.TiedAsync(error.Profile);
            if (!IsRight(error, access, tied))
                wrong.Add($"{error.Person.Id}: «{VerdictPrint.Of(access)}», tied to {tied ?? "none"}, instead of «{string.Join(" / ", ExpectedVerdict.Of(error))}»");
        }

        sample.Count.ShouldBeGreaterThanOrEqualTo(PerGroup / 2);
        wrong.ShouldBeEmpty($"{kind}, seed {PlantedCity.Seed}: {wrong.Count} of {sample.Count}");
        city.Scalar("SELECT COUNT(*) FROM SupportCases WHERE Kind <> 'SnilsDiffers'").ShouldBe("0");
        city.Scalar("SELECT COUNT(DISTINCT Subject) - COUNT(*) FROM SupportCases").ShouldBe("0", "D19: one case for the school an account");
    }

    private static bool IsRight(PlantedError error, Access access, string? tied)
    {
        var said = VerdictPrint.Of(access with { OtherSnils = null }).Split(" / ");
        var isOwn = access.Withheld.All(role => role.IsProven && role.RecordId == error.Person.Id);
        var isTied = tied == (ExpectedVerdict.IsOpen(error) ? error.Person.Id : null);
        var isTold = access.OtherSnils is not null == ExpectedVerdict.HasOtherSnils(error);
        return isOwn && isTied && isTold && said.SequenceEqual(ExpectedVerdict.Of(error))
            && ExpectedVerdict.WrongAtMosRu(error).All(field => access.Unread.Any(fault => fault.Field == field));
    }

    // A person has one error only: a tie is for good.
    private IEnumerable<PlantedError> Sample(string kind)
    {
        var place = Array.IndexOf(KindNames, kind);
        var dice = new Dice((ulong)(PlantedCity.Seed + place));
        var people = city.People.Values.Where(person => person.Number > 0 && person.Number % KindNames.Length == place).ToList();
        var turn = dice.Below(people.Count);
        var taken = new HashSet<string>();
        foreach (var (account, holds) in Groups)
        {
            var errors = people.Skip(turn).Concat(people.Take(turn))
                .Where(person => holds(person) && !taken.Contains(person.Id) && (kind == "no error" || HasUsualDays(person)))
                .Select(person => PlantedError.Kinds[kind](person, person.Account(account), dice, city)).OfType<PlantedError>();
            foreach (var error in errors.Take(PerGroup))
            {
                taken.Add(error.Person.Id);
                yield return error;
            }
        }
    }

    private static bool HasUsualDays(CityPerson person) => person.Posts.All(post => post.Begin is null && post.End is null);
}
