using BenchmarkDotNet.Attributes;
using Mesh.Cabinet.Logins;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Bench.Inside;

/// <summary>The pure rules that every sign-in and every activation passes, and an import for each of its rows.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class RuleBenchmarks
{
    private static readonly DateOnly Today = new(2026, 9, 1);
    private static readonly School School = new() { Id = "s1", Name = "Школа № 1", IsMoscow = true, TeamsDomain = "zao.obr.mos.ru" };

    private readonly CityProfile profile = new()
    {
        Provider = CityProvider.MosRu,
        Subject = "anna",
        Login = "petrova_anna",
        FamilyName = "Петрова",
        GivenName = "Анна",
        MiddleName = "Сергеевна",
        Snils = "112-233-445 95",
        Phone = "+7 900 000-00-01",
        Email = "Petrova_Anna@pochta.example",
    };

    private readonly PersonRecord record = new()
    {
        Id = "u1",
        Name = new PersonName("Петрова", "Анна", "Сергеевна"),
        Username = "petrova_anna",
        Snils = Snils.TryParse("112-233-445 95"),
        Phones = [PhoneNumber.TryParse("+79000000001")!],
        Emails = [EmailAddress.TryParse("petrova_anna@pochta.example")!],
        Posts = [new Post { Role = "teacher", School = School }, new Post { Role = "parent", School = School }],
    };

    [Benchmark(Description = "verdict on two roles, every field agrees")]
    public object Agreeing() => AccessRules.Evaluate(profile, tied: null, [record], Today);

    [Benchmark(Description = "verdict on two roles, СНИЛС and phone differ")]
    public object Differing() => AccessRules.Evaluate(profile with { Snils = "001-001-999 02", Phone = "+79000000002" }, tied: null, [record], Today);

    [Benchmark(Description = "a login that keeps the rules")]
    public object LegalLogin() => LoginRules.IsLegal("petrova_anna");

    [Benchmark(Description = "a login that gives way, with the reasons")]
    public object NewLogin() => (LoginRules.Sanitize("иванов.и/и"), LoginRules.Flaws("иванов.и/и"));

    [Benchmark(Description = "a name folded for comparison")]
    public object FoldedName() => PersonName.Fold("  Салтыко́в  – Щедрин ");

    [Benchmark(Description = "СНИЛС, phone and e-mail read")]
    public object Fields() => (Snils.TryParse("112-233-445 95"), PhoneNumber.TryParse("8 (900) 000-00-01"), EmailAddress.TryParse(" A@pochta.example "));
}
