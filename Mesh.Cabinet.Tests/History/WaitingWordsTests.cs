using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.History;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Cases;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Desk.Jobs;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.History;

/// <summary>Word to people without mail waits in the cabinet and on the page of access.</summary>
public sealed class WaitingWordsTests
{
    private static readonly CityProfile Father = new() { Provider = "MosRu", Subject = "father", FamilyName = "Сидоров", GivenName = "Илья", Phone = "+79161234567" };

    [Theory(DisplayName = "R60: who has no mail reads in the cabinet and on /access that the record is theirs now and that the account works, and why it is told there; who has mail, and a stranger, nothing")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Waiting(DatabaseProvider provider)
    {
        await using var ground = await JobGround.OpenAsync(provider);
        await ground.Get<TieStore>().TieAsync("m1", "MosRu", "father", default);
        await ground.ExecuteAsync("INSERT INTO AuditTrail (At, PersonId, Event, Detail) VALUES (@Now, 'm1', 'activated', 'sidorov')");
        var cabinet = await CabinetAsync(ground, Father);
        cabinet.ShouldBe([
            "Аккаунт МЭШ активирован 1 сентября 2026, 08:00. Говорим об этом здесь, потому что вашей подтверждённой почты мы не знаем и письма не отправили.",
            "Запись школы связана с вашим аккаунтом 1 сентября 2026, 08:00. Если это были не вы, напишите нам."]);
        (await AccessAsync(ground, Father)).ShouldBe(cabinet);
        (await CabinetAsync(ground, Father with { Email = "father@example.ru" })).ShouldBeEmpty("a letter went");
        (await CabinetAsync(ground, Father with { Subject = "stranger" })).ShouldBeEmpty();
        ground.Time.Advance(WaitingWordsStore.Shown);
        (await CabinetAsync(ground, Father)).ShouldBeEmpty("of what happened longer ago nobody wants to hear");
    }

    [Fact(DisplayName = "R53, R60: access that an import has opened waits on /access for whoever has no mail, and in the cabinet as the answer of the case")]
    public async Task Opened()
    {
        await using var ground = await JobGround.OpenAsync();
        var number = await ground.Get<ISupportCases>().OpenAsync(new SupportCaseDraft { Kind = SupportCaseKind.AccessRequest, Provider = "MosRu", Subject = "father", Profile = "{}", OpenKey = "key" }, default);
        await ground.Get<IWaitingCases>().SettleAsync(new WaitingCase(number, "key", "{}"), "Исправлено", [], default);
        (await AccessAsync(ground, Father)).Single().ShouldStartWith($"Доступ открыт: школа исправила запись, о которой вы просили в обращении № {number}");
        (await CabinetAsync(ground, Father)).ShouldBeEmpty();
        await using var scope = ground.Get<IServiceScopeFactory>().CreateAsyncScope();
        var all = new List<ToDoItem>();
        foreach (var front in scope.ServiceProvider.GetServices<ICabinetFront>().OfType<AnsweredFront>())
            all.AddRange((await front.OfAsync(SessionOf(Father), People.Nobody(), default)).ToDo);
        all.Single().Address.ShouldBe($"/cabinet/requests/{number}");
    }

    [Theory(DisplayName = "R60: letters go to accounts that came by госуслуги as well, where it has verified the mail; what it no longer tells is forgotten, and mos.ru's is another's")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Gosuslugi(DatabaseProvider provider)
    {
        await using var ground = await JobGround.OpenAsync(provider);
        var profile = new CityProfile { Provider = CityProvider.Gosuslugi, Subject = "same", Email = "tver@example.ru" };
        async Task SignInAsync(CityProfile who)
        {
            foreach (var follower in ground.Get<IEnumerable<ISignInFollower>>())
                await follower.SignedInAsync(who, null, default);
        }

        await SignInAsync(profile);
        await SignInAsync(profile);
        var addresses = ground.Get<IPersonAddresses>();
        (await addresses.OfAsync(CityProvider.Gosuslugi, "same", default)).ShouldBe(["tver@example.ru"]);
        (await addresses.OfAsync(CityProvider.MosRu, "same", default)).ShouldBeEmpty();
        await SignInAsync(profile with { Provider = CityProvider.MosRu, Email = "moscow@example.ru" });
        (await addresses.OfAsync(CityProvider.MosRu, "same", default)).ShouldBe(["moscow@example.ru"]);
        (await addresses.OfAsync(CityProvider.Gosuslugi, "same", default)).ShouldBe(["tver@example.ru"]);
        await SignInAsync(profile with { Email = null, UnverifiedEmail = "tver@example.ru" });
        (await addresses.OfAsync(CityProvider.Gosuslugi, "same", default)).ShouldBeEmpty();
    }

    private static Session SessionOf(CityProfile profile) => new(Guid.CreateVersion7(), profile, DateTimeOffset.UnixEpoch);

    private static async Task<IReadOnlyList<string>> CabinetAsync(JobGround ground, CityProfile profile)
    {
        await using var scope = ground.Get<IServiceScopeFactory>().CreateAsyncScope();
        return [.. (await scope.ServiceProvider.GetServices<ICabinetFront>().OfType<WaitingWords>().Single().OfAsync(SessionOf(profile), People.Nobody(), default)).ToDo.Select(item => item.Text)];
    }

    private static async Task<IReadOnlyList<string>> AccessAsync(JobGround ground, CityProfile profile)
    {
        await using var scope = ground.Get<IServiceScopeFactory>().CreateAsyncScope();
        return await scope.ServiceProvider.GetServices<IAccessNews>().OfType<WaitingWords>().Single().OfAsync(SessionOf(profile), default);
    }
}
