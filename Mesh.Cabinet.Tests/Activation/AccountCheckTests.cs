using System.Security.Claims;
using Bunit;
using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using static Mesh.Cabinet.Tests.Doubles.People;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>«Проверить все входы» as a person watches it, over a real store and a directory that answers when the test lets it.</summary>
public sealed class AccountCheckTests : PageContext, IDomainAccounts
{
    private readonly TestRoster roster = new();
    private TaskCompletionSource<FindOutcome> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AccountCheckTests()
    {
        Services.AddSingleton(new LoginCheck(new ActivationStore(roster.Database.Database, Hashes.Of(roster.Database.Database, roster.Database.Protection), TimeProvider.System), this, roster.Records, Troubles(), new MoscowClock(TimeProvider.System), TimeProvider.System));
        // As over a network: what is known at once is shown before what is not.
        Services.AddSingleton<ISessions>(new Distant(this));
        Allowed = Access(Staff());
        State = new ActivationState.Done(new IssuedAccount("petrova", "petrova", "petrova", null, IsStaff: true, "Study", "petrova@zao.obr.mos.ru", "Школа № 1", []));
    }

    private AccountTroubles Troubles() => new(
        new KeepingStore(roster.Database.Database, TimeProvider.System), new SupportCaseStore(roster.Database.Database, roster.Database.Protection, TimeProvider.System), new MoscowClock(TimeProvider.System), NullLogger<AccountTroubles>.Instance);

    [Fact(DisplayName = "R43, R50: each place answers as soon as it is known, the others are waited for, and what to do stands by each")]
    public async Task Place_by_place()
    {
        var id = await ActivateAsync();
        var page = Open<AccountPage>("/cabinet/account");
        page.WaitForElement("button");
        page.FindAll(".entrances").ShouldBeEmpty();
        Button(page).Click();

        page.WaitForAssertion(() => States(page).ShouldBe(["works", "works", "waiting", "waiting", "waiting"]));
        page.All(".entrances h3").ShouldBe(["mos.ru", "school.mos.ru", "Wi-Fi Study", "Компьютер в школе", "Microsoft Teams"]);
        page.All(".entrances .waiting p").ShouldBe(["Проверяем", "Проверяем", "Проверяем"]);
        Button(page).HasAttribute("disabled").ShouldBeTrue();

        answer.SetResult(new FindOutcome.Found(id, "petrova", IsEnabled: true, DomainAccountKind.Teacher, "petrova@zao.obr.mos.ru", [], null));
        page.WaitForAssertion(() => States(page).ShouldBe(["works", "works", "closed", "works", "soon"]));
        page.Find(".entrances .closed").Words().ShouldContain("Напишите нам");
        page.Find(".entrances .closed a").GetAttribute("href").ShouldBe("/support?about=entrance");
        page.WaitForAssertion(() => Button(page).HasAttribute("disabled").ShouldBeFalse());
    }

    [Fact(DisplayName = "R43: where a place gives no answer nothing is claimed of it, and the check can be made again")]
    public async Task No_answer()
    {
        await ActivateAsync();
        var page = Open<AccountPage>("/cabinet/account");
        page.WaitForElement("button");
        Button(page).Click();
        answer.SetResult(new FindOutcome.Unavailable());
        page.WaitForAssertion(() => States(page).ShouldBe(["works", "works", "unknown", "unknown", "unknown"]));

        answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        answer.SetResult(new FindOutcome.Missing());
        page.WaitForAssertion(() => Button(page).HasAttribute("disabled").ShouldBeFalse());
        Button(page).Click();
        page.WaitForAssertion(() => States(page).ShouldBe(["works", "works", "closed", "closed", "closed"]));
    }

    [Fact]
    public async Task Whose_database_is_away_is_left_with_no_place_that_is_waited_for_without_end()
    {
        await ActivateAsync();
        var page = Open<AccountPage>("/cabinet/account");
        page.WaitForElement("button");
        roster.Dispose();
        Button(page).Click();
        page.WaitForAssertion(() => States(page).ShouldBe(["unknown", "unknown", "unknown", "unknown", "unknown"]));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            roster.Dispose();
    }

    Task<FindOutcome> IDomainAccounts.FindAsync(Guid id, string login, CancellationToken cancellation) => answer.Task;

    Task<CreateOutcome> IDomainAccounts.CreateAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) => throw new NotSupportedException();

    Task<KeepOutcome> IDomainAccounts.KeepAsync(DomainAccount account, CancellationToken cancellation) => throw new NotSupportedException();

    Task<RemoveOutcome> IDomainAccounts.RemoveAsync(Guid id, string login, CancellationToken cancellation) => throw new NotSupportedException();

    Task<SetPasswordOutcome> IDomainAccounts.SetPasswordAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) => throw new NotSupportedException();

    private sealed class Distant(ISessions near) : ISessions
    {
        public async Task<Session?> FindAsync(ClaimsPrincipal user, CancellationToken cancellation)
        {
            await Task.Yield();
            return await near.FindAsync(user, cancellation);
        }

        public Task UsedAsync(Session session, CancellationToken cancellation) => near.UsedAsync(session, cancellation);

        public Task<CityProfile?> LastProfileAsync(string provider, string subject, CancellationToken cancellation) => near.LastProfileAsync(provider, subject, cancellation);

        public Task EndAllAsync(string provider, string subject, DateTimeOffset openedBefore, CancellationToken cancellation) => Task.CompletedTask;
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<AccountPage> page) => page.FindAll("button").Single(button => button.Words() == "Проверить все входы");

    private static IEnumerable<string?> States(IRenderedComponent<AccountPage> page) => page.FindAll(".entrances li").Select(place => place.GetAttribute("class"));

    private async Task<Guid> ActivateAsync()
    {
        await roster.CountAsync();
        var store = new ActivationStore(roster.Database.Database, Hashes.Of(roster.Database.Database, roster.Database.Protection), TimeProvider.System);
        var row = (await store.ReserveAsync(new ActivationRow { PersonId = "u1", Id = Guid.CreateVersion7(), Login = "petrova", WantedLogin = "petrova", AskedLogin = "petrova" }, default))!;
        await store.CompleteAsync(row, null, default);
        return row.Id;
    }
}
