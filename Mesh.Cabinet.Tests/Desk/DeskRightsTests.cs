using CsCheck;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk;
using Mesh.Cabinet.Desk.People;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Cases;
using Mesh.Cabinet.Tests.SchoolRecords.Import;

namespace Mesh.Cabinet.Tests.Desk;

/// <summary>A post that may make an operator, as the records have it.</summary>
internal sealed record DeskPost(string Role, string Place, bool IsCurrent)
{
    /// <summary>The oracle: it knows the tree of organisations and no database.</summary>
    public bool Covers(string? school) => IsCurrent && (Role, Place) switch
    {
        ("systemAdministrator", "msk") => true,
        // Of what is below the post, which may be a school alone; at the top the word names nobody.
        ("districtAdministrator", not "msk") => school is not null && (school == Place || DeskRightsTests.Schools.Any(one => one == (school, Place))),
        ("principal" or "siteAdministrator", _) => school == Place,
        _ => false,
    };
}

/// <summary>Whose cases and people an operator sees, over operators, schools and cases made at random, against a small oracle: 500 pairs, ten thousand with <c>MESH_FULL=1</c>.</summary>
public sealed class DeskRightsTests
{
    internal static readonly (string School, string District)[] Schools = [("s1", "zao"), ("s2", "zao"), ("s3", "sao"), ("s4", "sao")];

    private const int Operators = 10;
    private const int Cases = 25;
    private static readonly int Graphs = TestPlaces.IsFull ? 40 : 2;
    private static readonly string[] Places = ["s1", "s2", "s3", "s4", "zao", "sao", "msk"];
    private static readonly string[] Roles = ["principal", "siteAdministrator", "districtAdministrator", "systemAdministrator", "teacher"];

    [Fact(DisplayName = "R58, D22: for hundreds of pairs of an operator and a case or a person every store and operation agrees with the records")]
    public async Task Nobody_sees_another_ones()
    {
        var (pairs, seen) = (0, 0);
        var post = Gen.Select(Of(Roles), Of(Places), Gen.Frequency((5, Gen.Const(true)), (1, Gen.Const(false))), (role, place, isCurrent) => new DeskPost(role, place, isCurrent));
        // Of whom the case is: an operator's own among them, and nobody's.
        var one = Gen.Select(Of("s1", "s2", "s3", "s4", ""), Gen.Int[-1, Operators + Cases - 1], (school, person) => (School: school.Length == 0 ? null : school, Person: person));
        await Gen.Select(post.List[0, 2].Array[Operators], one.Array[Cases]).SampleAsync(async graph =>
        {
            var (operators, cases) = graph;
            using var ground = await CaseGround.OpenAsync(DatabaseProvider.Sqlite);
            using var roster = await ImportAsync(ground, operators, cases);
            using var ties = new TieStore(ground.Stores.Database, ground.Stores.Time);
            var numbers = new List<long>();
            foreach (var (school, person) in cases)
                numbers.Add(await ground.Cases.OpenAsync(new SupportCaseDraft { Kind = SupportCaseKind.Message, SchoolId = school, PersonId = person < 0 ? null : $"p{person}", Provider = person < 0 ? null : "MosRu", Subject = person < 0 ? null : $"a{person}" }, default));

            for (var number = 0; number < Operators; number++)
            {
                await ties.TieAsync($"p{number}", "MosRu", $"a{number}", default);
                var by = await FindAsync(ground, roster, ties, number);
                bool Covers(string? school) => operators[number].Any(held => held.Covers(school));
                // A head of something that is no school is an operator of just that.
                (by is not null).ShouldBe(Places.Any(Covers), $"{string.Join(", ", operators[number])}");
                // Whoever is none has nothing to ask with.
                var asks = by ?? CaseGround.OperatorOf("nobody", "none");
                var expected = cases.Select((it, at) => by is not null && Covers(it.School) && it.Person != number).ToList();
                for (var at = 0; at < Cases; at++)
                {
                    var why = $"operator {number} ({string.Join(", ", operators[number])}) and case {cases[at]}";
                    (await ground.Desk.FindAsync(asks, numbers[at], default) is not null).ShouldBe(expected[at], why);
                    (await ground.Desk.NoteAsync(asks, new DeskCase { Number = numbers[at], Kind = SupportCaseKind.Message, State = CaseState.Open, Version = -1, OpenedAt = default }, "Заметка", default)
                        is CaseChange.NotThere).ShouldBe(!expected[at], why);
                    pairs++;
                    seen += expected[at] ? 1 : 0;
                }

                (await ground.Desk.ListAsync(asks, new CaseFilter(Take: 100), default)).Cases.Select(found => found.Number).ShouldBe(numbers.Where((_, at) => expected[at]), ignoreOrder: true);
                (await ground.Desk.CountAsync(asks, default)).Open.ShouldBe(expected.Count(isTheirs => isTheirs));
                var people = new PeopleSearch(roster.Records, null!, null!, ground.Desk);
                for (var at = 0; at < Cases; at++)
                    (await people.FindOneAsync(asks, $"p{Operators + at}", default) is not null).ShouldBe(by is not null && Covers(SchoolOf(at)), $"operator {number} and pupil {at} of {SchoolOf(at)}");
            }
        }, iter: Graphs, threads: 1);
        pairs.ShouldBe(Graphs * Operators * Cases);
        (seen > pairs / 50 && seen < pairs / 2).ShouldBeTrue($"{seen} of {pairs} pairs see: too few or too many to prove anything");
    }

    private static Gen<string> Of(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(place => choices[place]);

    private static string SchoolOf(int pupil) => Schools[pupil % Schools.Length].School;

    private static async Task<CaseOperator?> FindAsync(CaseGround ground, TestRoster roster, TieStore ties, int number)
    {
        var families = new FamiliesStore(ground.Stores.Database, roster.Records);
        var check = new AccessCheck(roster.Records, families, ties, ground.Cases, new MoscowClock(ground.Stores.Time));
        using var organisations = new OrganisationsStore(ground.Stores.Database);
        var profile = new CityProfile { Provider = "MosRu", Subject = $"a{number}", FamilyName = "Иванов", GivenName = "Иван", MiddleName = "Иванович", Snils = Mesh.Cabinet.Sandbox.CityMaking.Numbers.Snils(number + 1) };
        return await new Mesh.Cabinet.Desk.Operators(ties, roster.Records, check, new OperatorPlaces(organisations), new OperatorsTests.Fixed(new DeskOptions())).FindAsync(new Session(Guid.NewGuid(), profile, ground.Stores.Time.GetUtcNow()), default);
    }

    private static async Task<TestRoster> ImportAsync(CaseGround ground, IReadOnlyList<DeskPost>[] operators, (string? School, int Person)[] cases)
    {
        var roster = new TestRoster(ground.Stores.Database, ground.Stores.Time, ground.Stores.Protection)
        {
            Orgs = ["msk,Москва,state,,,", "zao,ЗАО,district,msk,,", "sao,САО,district,msk,,", .. Schools.Select(one => $"{one.School},Школа {one.School},school,{one.District},,")],
            Users = [.. operators.Select((_, number) => $"p{number},,{{SNILS:{Mesh.Cabinet.Sandbox.CityMaking.Numbers.Snils(number + 1)}}},Иванов,Иван,Иванович,,,"), .. cases.Select((_, at) => $"p{Operators + at},,,Петров,Пётр,,,,")],
            Roles =
            [
                .. operators.SelectMany((posts, number) => posts.Select((held, at) => $"r{number}-{at},p{number},{(at == 0 ? "primary" : "secondary")},{held.Role},2010-09-01,{(held.IsCurrent ? "" : "2012-06-30")},{held.Place},")),
                .. cases.Select((_, at) => $"c{at},p{Operators + at},primary,student,,,{SchoolOf(at)},"),
            ],
        };
        (await roster.CountAsync(allowsWithdrawals: true)).ShouldEndWith("refused=0", customMessage: string.Join(' ', roster.Findings));
        return roster;
    }
}
