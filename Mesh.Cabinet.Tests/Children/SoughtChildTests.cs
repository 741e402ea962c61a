using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Children;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Cases;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Desk.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>«Моего ребёнка нет в списке» ends by itself when an import brings the child, and not before.</summary>
public sealed class SoughtChildTests
{
    private static readonly CityProfile Mother = new() { Provider = "MosRu", Subject = "mother", FamilyName = "Сидорова", GivenName = "Анна", MiddleName = "Петровна", Phone = "+79161234567", Email = "anna@pochta.ru" };

    [Theory(DisplayName = "R38, R53: an import that brings the child closes the case, with word to the parent; another child in the list closes nothing")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Brought(DatabaseProvider provider)
    {
        await using var ground = await OpenAsync(provider, isMotherKnown: true);
        var number = await MissAsync(ground, "Сидорова Алёна", null);
        await ImportAsync(ground, "c8,,,Сидоров,Илья,Ильич,,,m1");
        (await StateAsync(ground, number)).ShouldBe(CaseState.Open);
        await ImportAsync(ground, "c9,,,Сидорова,Алена,Ильинична,,,m1");
        (await StateAsync(ground, number)).ShouldBe(CaseState.Done);
        (await ground.Get<IOwnCases>().FindAsync("MosRu", "mother", number, default))!.Entries[^1].Text.ShouldBe("Школа исправила запись: ребёнок теперь есть в вашем списке.");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM Outbox WHERE Kind = 'access'")).ShouldBe("1");
        (await ground.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event = 'case-settled' AND Subject = 'mother'")).ShouldBe("1");
    }

    [Fact(DisplayName = "R38: a child who stood in the list already is not the one who is missed, and one who is brought to somebody else neither")]
    public async Task Not_the_one()
    {
        await using var ground = await OpenAsync(DatabaseProvider.Sqlite, isMotherKnown: true);
        await ImportAsync(ground, "c8,,,Сидоров,Пётр,Ильич,,,m1");
        var number = await MissAsync(ground, "Сидоров Пётр", null);
        await ImportAsync(ground, "c9,,,Сидоров,Пётр,Ильич,,,o1");
        (await StateAsync(ground, number)).ShouldBe(CaseState.Open);
    }

    [Fact(DisplayName = "R53: a parent whom no record knew hears of it as well when the records know both, though the school that was named never saw who it was")]
    public async Task Unknown()
    {
        await using var ground = await OpenAsync(DatabaseProvider.Sqlite, isMotherKnown: false);
        var number = await MissAsync(ground, "Сидорова Алёна", new ListedSchool("s1", "Школа № 1", null));
        (await ground.Get<IDeskCases>().FindAsync(JobGround.Head, number, default))!.Profile.ShouldBeNull();
        await ImportAsync(ground, "m1,,,Сидорова,Анна,Петровна,anna@pochta.ru,8 916 123-45-67,", "c9,,,Сидорова,Алёна,,,,m1");
        (await StateAsync(ground, number)).ShouldBe(CaseState.Done);
    }

    [Fact(DisplayName = "R53: for whom a case waits is kept thirty days, as what mos.ru said of the parent is")]
    public async Task Cleared()
    {
        await using var ground = await OpenAsync(DatabaseProvider.Sqlite, isMotherKnown: true);
        await MissAsync(ground, "Сидорова Алёна", null);
        ground.Time.Advance(TimeSpan.FromDays(31));
        foreach (var retention in ground.Get<IEnumerable<IRetention>>())
            await retention.ClearAsync(default);
        (await ground.ScalarAsync("SELECT COUNT(*) FROM SupportCases WHERE SoughtProtected IS NOT NULL OR ProfileProtected IS NOT NULL")).ShouldBe("0");
    }

    [Theory(DisplayName = "E2, E3: a name is the one that was typed in whatever order and spelling, with or without a patronymic, but with no other one")]
    [InlineData("Сидорова Алёна", true)]
    [InlineData("алена  СИДОРОВА", true)]
    [InlineData("Алёна Ильинична Сидорова", true)]
    [InlineData("Сидорова Алёна Петровна", false)]
    [InlineData("Сидорова Алёна, 5-Б", true)]
    [InlineData("Алёна", true)]
    [InlineData("Сидорова", false)]
    [InlineData("Иванова Алёна", false)]
    [InlineData("Сидорова Анна", false)]
    public void Named(string typed, bool isNamed) => new SoughtChild(typed, [], Mother).IsNamed(new PersonName("Сидорова", "Алёна", "Ильинична")).ShouldBe(isNamed);

    private static async Task<JobGround> OpenAsync(DatabaseProvider provider, bool isMotherKnown)
    {
        var ground = new JobGround(provider);
        ground.Roster.Users = [.. ground.Roster.Users.Where(user => !user.StartsWith("m1,", StringComparison.Ordinal))];
        ground.Roster.Roles = [.. ground.Roster.Roles.Where(role => !role.Contains(",m1,", StringComparison.Ordinal))];
        await ImportAsync(ground, isMotherKnown ? ["m1,,,Сидорова,Анна,Петровна,anna@pochta.ru,8 916 123-45-67,"] : []);
        if (isMotherKnown)
            await ground.ExecuteAsync("INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES ('m1', 'MosRu', 'mother', @Now)");
        return ground;
    }

    private static async Task ImportAsync(JobGround ground, params string[] users)
    {
        ground.Time.Advance(TimeSpan.FromHours(1));
        foreach (var user in users)
        {
            var id = user.Split(',')[0];
            ground.Roster.Users.Add(user);
            ground.Roster.Roles.Add($"x{id},{id},primary,{(id[0] == 'm' ? "parent" : "student")},,,s1,");
        }

        (await ground.Roster.CountAsync(allowsWithdrawals: true)).ShouldEndWith("refused=0", customMessage: string.Join(' ', ground.Roster.Findings));
        await ground.Get<MendedCases>().LookAsync(default);
    }

    private static async Task<long> MissAsync(JobGround ground, string name, ListedSchool? school)
    {
        await using var scope = ground.Get<IServiceScopeFactory>().CreateAsyncScope();
        var session = new Session(Guid.CreateVersion7(), Mother, ground.Time.GetUtcNow());
        return (await scope.ServiceProvider.GetRequiredService<ReportFamily>().MissingAsync(session, new MissingChild { Name = name }, school, default)).ShouldBeOfType<ReportOutcome.Opened>().Number;
    }

    private static async Task<CaseState> StateAsync(JobGround ground, long number) => (await ground.Get<IDeskCases>().FindAsync(CaseGround.OperatorOf("city"), number, default))!.State;
}
