using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Desk;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Desk;

/// <summary>Who works at the desk, over real records.</summary>
public sealed class OperatorsTests : IDisposable
{
    private readonly TestRoster roster = new();
    private readonly TieStore ties;

    public OperatorsTests()
    {
        ties = new TieStore(roster.Database.Database, TimeProvider.System);
        roster.Orgs.AddRange(["s2,Школа № 2,school,zao,,", "sao,САО,district,msk,,", "s3,Школа № 3,school,sao,,", "klg,Калуга,state,,,"]);
    }

    public void Dispose()
    {
        ties.Dispose();
        roster.Dispose();
    }

    [Theory(DisplayName = "D22: operators come from the records, each for what is below the post")]
    [InlineData("principal", "s1", "s1")]
    [InlineData("siteAdministrator", "s1", "s1")]
    [InlineData("districtAdministrator", "zao", "p1 s1 s2 zao")]
    [InlineData("systemAdministrator", "msk", "*")]
    [InlineData("teacher", "s1", null)]
    [InlineData("systemAdministrator", "s1", null)]
    [InlineData("systemAdministrator", "klg", null)]
    [InlineData("districtAdministrator", "msk", null)]
    public async Task By_post(string role, string place, string? expected)
    {
        roster.Roles[0] = $"r1,u1,primary,{role},2020-09-01,,{place},";
        await roster.CountAsync();
        Print(await FindAsync()).ShouldBe(expected);
    }

    [Fact(DisplayName = "D22: the right ends with the post, and does not begin before it")]
    public async Task By_time()
    {
        roster.Roles[0] = "r1,u1,primary,principal,2020-09-01,,s1,";
        await roster.CountAsync();
        Print(await FindAsync()).ShouldBe("s1");
        roster.Roles[0] = "r1,u1,primary,principal,2020-09-01,2021-06-30,s1,";
        await roster.CountAsync(allowsWithdrawals: true);
        (await FindAsync()).ShouldBeNull();
        roster.Roles[0] = "r1,u1,primary,principal,2090-09-01,,s1,";
        await roster.CountAsync();
        (await FindAsync()).ShouldBeNull();
    }

    [Fact(DisplayName = "D22, D20: the settings name others; a bound device opens no desk")]
    public async Task By_settings()
    {
        await roster.CountAsync();
        var named = new NamedOperator { Provider = CityProvider.MosRu, Subject = "anna", Organisation = "zao" };
        Print(await FindAsync(named)).ShouldBe("p1 s1 s2 zao");
        Print(await FindAsync(named with { Organisation = "msk" })).ShouldBe("*");
        (await FindAsync(named with { Organisation = "nowhere" })).ShouldBeNull();
        (await FindAsync(named with { Subject = "boris" })).ShouldBeNull();
        (await FindAsync(named with { Provider = CityProvider.Gosuslugi })).ShouldBeNull();
        (await FindAsync(named, Guid.NewGuid())).ShouldBeNull();
    }

    private async Task<CaseOperator?> FindAsync(NamedOperator? named = null, Guid? deviceId = null)
    {
        var clock = new MoscowClock(TimeProvider.System);
        var database = roster.Database;
        var families = new FamiliesStore(database.Database, roster.Records);
        var cases = new SupportCaseStore(database.Database, database.Protection, TimeProvider.System);
        var check = new AccessCheck(roster.Records, families, ties, cases, clock);
        var session = new Session(Guid.NewGuid(), Profile, DateTimeOffset.UtcNow) { DeviceId = deviceId };
        using var organisations = new OrganisationsStore(database.Database);
        return await new Operators(ties, roster.Records, check, new OperatorPlaces(organisations), new Fixed(new DeskOptions { Operators = named is null ? [] : [named] })).FindAsync(session, default);
    }

    private static CityProfile Profile => new()
    {
        Provider = CityProvider.MosRu, Subject = "anna", Login = "ivanov", FamilyName = "Иванов", GivenName = "Иван", MiddleName = "Иванович", Snils = "112-233-445 95",
    };

    private static string? Print(CaseOperator? found) => found is null ? null : found.IsCity ? "*" : string.Join(' ', found.Schools);

    /// <summary>Settings that stay.</summary>
    internal sealed class Fixed(DeskOptions value) : IOptionsMonitor<DeskOptions>
    {
        public DeskOptions CurrentValue => value;

        public DeskOptions Get(string? name) => value;

        public IDisposable? OnChange(Action<DeskOptions, string?> listener) => null;
    }
}
