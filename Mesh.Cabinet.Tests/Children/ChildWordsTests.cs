using Mesh.Cabinet.Children;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Desk.Jobs;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>What happened to a child's account is told to those who act for the child.</summary>
public sealed class ChildWordsTests
{
    private static readonly CityProfile Father = new() { Provider = "MosRu", Subject = "father", FamilyName = "Сидоров", GivenName = "Илья", Phone = "+79161234568" };

    [Theory(DisplayName = "R60, E26, R39: a parent without mail reads in the cabinet and on /access that an account was made for the child and its password changed, by whom, and why it is told there; a relative reads nothing, nor anybody a week later")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Waiting(DatabaseProvider provider)
    {
        await using var ground = new JobGround(provider);
        foreach (var (user, role) in new[]
        {
            ("a1,,,Сидоров,Илья,Ильич,,8 916 123-45-68,", "parent"), ("a2,,,Сидорова,Мария,Ивановна,,8 916 123-45-69,", "parent"), ("a3,,,Сидорова,Вера,Львовна,,8 916 123-45-70,", "relative"), ("c9,,,Сидоров,Пётр,,,,\"a1,a2,a3\"", "student"),
        })
        {
            var id = user.Split(',')[0];
            ground.Roster.Users.Add(user);
            ground.Roster.Roles.Add($"x{id},{id},primary,{role},,,s1,");
        }

        (await ground.Roster.CountAsync()).ShouldEndWith("refused=0", customMessage: string.Join(' ', ground.Roster.Findings));
        await ground.ExecuteAsync("INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES ('a1', 'MosRu', 'father', @Now)");
        await ground.ExecuteAsync("INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES ('a2', 'MosRu', 'mother', @Now)");
        await ground.ExecuteAsync("INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES ('a3', 'MosRu', 'aunt', @Now)");
        await ground.ExecuteAsync("INSERT INTO AuditTrail (At, PersonId, ByPersonId, Event, Detail) VALUES (@Now, 'c9', 'a2', 'child-account-created', 'petya')");
        ground.Time.Advance(TimeSpan.FromMinutes(5));
        await ground.ExecuteAsync("INSERT INTO AuditTrail (At, PersonId, ByPersonId, Event) VALUES (@Now, 'c9', 'a2', 'child-password-set')");

        var made = "Для ребёнка (Пётр С.) создан аккаунт mos.ru 1 сентября 2026, 08:00. Кто это сделал: Мария Ивановна. Если вы об этом не знали, напишите нам.";
        var changed = "Аккаунту ребёнка (Пётр С.) задан новый пароль 1 сентября 2026, 08:05. Кто это сделал: Мария Ивановна. Если вы об этом не знали, напишите нам.";
        var why = "Говорим об этом здесь, потому что вашей подтверждённой почты мы не знаем и письма не отправили.";
        (await CabinetAsync(ground, "a1", Father)).ShouldBe([$"{changed} {why}", made]);
        (await AccessAsync(ground, Father)).ShouldBe([$"{changed} {why}", made]);
        (await AccessAsync(ground, Father with { Email = "father@example.ru" })).ShouldBe([changed], "of the account a letter went, of the password none goes");
        (await AccessAsync(ground, Father with { Subject = "mother" })).ShouldAllBe(words => words.Contains("Кто это сделал: вы."));
        (await AccessAsync(ground, Father with { Subject = "aunt" })).ShouldBeEmpty("she acts for nobody");
        (await AccessAsync(ground, Father with { Subject = "stranger" })).ShouldBeEmpty();
        ground.Time.Advance(ChildWords.Shown);
        (await AccessAsync(ground, Father)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> CabinetAsync(JobGround ground, string personId, CityProfile profile)
    {
        await using var scope = ground.Get<IServiceScopeFactory>().CreateAsyncScope();
        var access = People.Access((await ground.Get<ISchoolRecords>().FindAsync(personId, default))!, People.Parent());
        return [.. (await scope.ServiceProvider.GetServices<ICabinetFront>().OfType<ChildWords>().Single().OfAsync(SessionOf(profile), access, default)).ToDo.Select(item => item.Text)];
    }

    private static async Task<IReadOnlyList<string>> AccessAsync(JobGround ground, CityProfile profile)
    {
        await using var scope = ground.Get<IServiceScopeFactory>().CreateAsyncScope();
        return await scope.ServiceProvider.GetServices<IAccessNews>().OfType<ChildWords>().Single().OfAsync(SessionOf(profile), default);
    }

    private static Session SessionOf(CityProfile profile) => new(Guid.CreateVersion7(), profile, DateTimeOffset.UnixEpoch);
}
