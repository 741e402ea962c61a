using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Sandbox;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>Objects of the directory that are not as we left them, round by round of the keeper.</summary>
[Collection(InTheCity.Name)]
public sealed class KeptTroublesTests(StartedCity city) : IDisposable
{
    private readonly KeptAccounts kept = new(city);

    public void Dispose() => kept.Dispose();

    [Fact(DisplayName = "E43: who was renamed in the directory and then dismissed is let in nowhere, the page shows the name that works and the school is told")]
    public async Task Renamed()
    {
        await kept.ActivateAsync();
        var name = $"{kept.Login}x";
        await kept.ChangeAsync(kept.Login, "userName", name);
        (await LookAsync()).ShouldSatisfyAllConditions(it => it.Login.ShouldBe(name), it => it.RenamedFrom.ShouldBe(kept.Login));
        await kept.KeepAsync();

        (await kept.Store.FindAsync("u1", default)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            it => it.DirectoryLogin.ShouldBe(name), it => it.Login.ShouldBe(kept.Login), it => it.CompletedAt.ShouldNotBeNull());
        (await kept.AcceptsAsync("pc", name)).ShouldBeTrue();
        (await CasesAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            it => it.Kind.ShouldBe(SupportCaseKind.AccountRenamed), it => it.About.ShouldBe($"{kept.Login} → {name}"));

        kept.Roster.Roles.RemoveAt(0);
        await kept.ImportAsync();
        await kept.KeepAsync();
        foreach (var login in new[] { name, kept.Login })
            (await kept.AcceptsAsync("pc", login)).ShouldBeFalse();

        await kept.ChangeAsync(name, "userName", kept.Login);
        await kept.Keeping.MarkDueAsync(["u1"], default);
        await kept.KeepAsync();
        (await kept.Store.FindAsync("u1", default))!.DirectoryLogin.ShouldBeNull();
        (await CasesAsync()).ShouldBeEmpty("the name is back");
    }

    [Fact(DisplayName = "E43: two objects with our id are a case, and a dismissal switches both off")]
    public async Task Twice()
    {
        var row = await kept.ActivateAsync();
        await kept.AddTwinAsync($"{kept.Login}x", row.Id);
        await kept.Keeping.MarkDueAsync(["u1"], default);
        await kept.KeepAsync();
        (await CasesAsync()).ShouldHaveSingleItem().Kind.ShouldBe(SupportCaseKind.AccountTwice);
        (await kept.AcceptsAsync("pc")).ShouldBeTrue();

        kept.Roster.Roles.RemoveAt(0);
        await kept.ImportAsync();
        await kept.KeepAsync();
        foreach (var login in new[] { $"{kept.Login}x", kept.Login })
            (await kept.AcceptsAsync("pc", login)).ShouldBeFalse();
    }

    [Fact(DisplayName = "E56: what an administrator switched off stays off through imports, dismissal and return, and is said")]
    public async Task HeldOff()
    {
        await kept.ActivateAsync();
        await kept.ChangeAsync(kept.Login, "active", false);
        (await LookAsync()).IsHeldOff.ShouldBeTrue();
        await RoleAsync("r1,u1,primary,counselor,2020-09-01,,s1,психолог");
        (await kept.AcceptsAsync("pc")).ShouldBeFalse();
        (await kept.Store.FindAsync("u1", default))!.HeldOffAt.ShouldNotBeNull();
        kept.Log.Text.ShouldContain("switched off in the directory by somebody else, and stays off");

        await RoleAsync("r1,u1,primary,teacher,2020-09-01,2021-01-01,s1,учитель");
        await RoleAsync("r1,u1,primary,teacher,2020-09-01,,s1,учитель");
        (await kept.AcceptsAsync("pc")).ShouldBeFalse();

        await kept.ChangeAsync(kept.Login, "active", true);
        await kept.Keeping.MarkDueAsync(["u1"], default);
        await kept.KeepAsync();
        (await kept.AcceptsAsync("pc")).ShouldBeTrue();
        (await kept.Store.FindAsync("u1", default))!.HeldOffAt.ShouldBeNull();
    }

    [Fact(DisplayName = "E56: what was switched off during a dismissal by an administrator, unseen by us, stays off after the return")]
    public async Task HeldOffUnseen()
    {
        await kept.ActivateAsync();
        await kept.ChangeAsync(kept.Login, "active", false);
        await RoleAsync("r1,u1,primary,teacher,2020-09-01,2021-01-01,s1,учитель");
        await RoleAsync("r1,u1,primary,teacher,2020-09-01,,s1,учитель");
        (await kept.AcceptsAsync("pc")).ShouldBeFalse();
    }

    [Fact(DisplayName = "E45: a refused object waits longer each time, is a case in the end, and is over when the directory takes it")]
    public async Task Refused()
    {
        await kept.ActivateAsync();
        await kept.Keeping.MarkDueAsync(["u1"], default);
        var refusing = new Refusing();
        var pauses = new List<TimeSpan>();
        for (var tries = 1; tries <= AccountTroubles.TriesBeforeCase; tries++)
        {
            (await CasesAsync()).ShouldBeEmpty();
            await kept.KeepAsync(refusing);
            refusing.Asked.ShouldBe(tries);
            var due = (await kept.Store.FindAsync("u1", default))!.DueAt!.Value;
            pauses.Add(due - kept.Time.GetUtcNow());
            kept.Time.SetUtcNow(due);
        }

        pauses.Zip(pauses.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second);
        (await CasesAsync()).ShouldHaveSingleItem().Kind.ShouldBe(SupportCaseKind.AccountRefused);
        kept.Log.Text.ShouldContain($"{(await kept.Store.FindAsync("u1", default))!.Id}");
        await kept.KeepAsync();
        (await CasesAsync()).ShouldBeEmpty();
        (await kept.Store.FindAsync("u1", default))!.Refusals.ShouldBe(0);
    }

    [Fact(DisplayName = "R50, E45: the keeper, refused for the fifth time, looks whether a teacher's object lacks the mark of Teams: that is a case of its own, once, and closed when the mark stands")]
    public async Task RefusedUnmarked()
    {
        await kept.ActivateAsync();
        await kept.ChangeAsync(kept.Login, "userType", "Staff");
        await kept.Keeping.MarkDueAsync(["u1"], default);
        var refusing = new Refusing(kept.Directory, found: kept.Login);
        for (var tries = 1; tries <= AccountTroubles.TriesBeforeCase + 1; tries++)
        {
            (await CasesAsync()).Select(open => open.Kind).ShouldBe(
                tries <= AccountTroubles.TriesBeforeCase ? [] : [SupportCaseKind.AccountRefused, SupportCaseKind.TeamsFlagMissing], ignoreOrder: true, $"before try {tries}");
            await kept.KeepAsync(refusing);
            kept.Time.SetUtcNow((await kept.Store.FindAsync("u1", default))!.DueAt!.Value);
        }

        var open = await CasesAsync();
        open.Select(one => (one.Kind, one.PersonId, one.About)).ShouldBe([(SupportCaseKind.AccountRefused, "u1", kept.Login), (SupportCaseKind.TeamsFlagMissing, "u1", kept.Login)], ignoreOrder: true);
        await kept.KeepAsync();
        (await CasesAsync()).ShouldBeEmpty("the directory takes it, and the mark with it");
        (await kept.FoundAsync()).Kind.ShouldBe(DomainAccountKind.Teacher);
    }

    [Fact(DisplayName = "R50: a refused object whose mark stands, and one of nobody who teaches, lack nothing")]
    public async Task RefusedMarked()
    {
        await kept.ActivateAsync();
        await kept.Keeping.MarkDueAsync(["u1"], default);
        var refusing = new Refusing(kept.Directory, found: kept.Login);
        for (var tries = 1; tries <= AccountTroubles.TriesBeforeCase; tries++)
        {
            await kept.KeepAsync(refusing);
            kept.Time.SetUtcNow((await kept.Store.FindAsync("u1", default))!.DueAt!.Value);
        }

        (await CasesAsync()).Select(open => open.Kind).ShouldBe([SupportCaseKind.AccountRefused]);
    }

    [Fact(DisplayName = "E45: objects that the directory refuses delay nobody else: a dismissal behind thirty of them is done in the same round")]
    public async Task NobodyElse()
    {
        for (var number = 1; number <= 30; number++)
            kept.Roster.Users.Add($"r{number},refused{number},,Отказов,Иван,,,,");
        await kept.ActivateAsync();
        for (var number = 1; number <= 30; number++)
        {
            var login = $"refused{number}";
            var row = (await kept.Store.ReserveAsync(new ActivationRow { PersonId = $"r{number}", Id = Guid.CreateVersion7(), Login = login, WantedLogin = login, AskedLogin = login }, default))!;
            await kept.Store.CompleteAsync(row, kept.Time.GetUtcNow(), default);
        }

        kept.Time.Advance(TimeSpan.FromSeconds(1));
        kept.Roster.Roles.RemoveAt(0);
        await kept.ImportAsync();
        var refusing = new Refusing(kept.Directory, kept.Login);
        await kept.KeepAsync(refusing);

        refusing.Asked.ShouldBe(30);
        (await kept.AcceptsAsync("pc")).ShouldBeFalse();
    }

    private async Task RoleAsync(string role)
    {
        kept.Roster.Roles[0] = role;
        await kept.ImportAsync();
        await kept.KeepAsync();
    }

    private async Task<IReadOnlyList<SupportCase>> CasesAsync() => await kept.Cases.ListOpenAsync(default);

    private Task<IssuedAccount> LookAsync() => new AccountLook(kept.Store, kept.Keeping, kept.Directory)
        .SeeAsync("u1", new IssuedAccount(kept.Login, kept.Login, null, null, IsStaff: true, "Study", null, "Школа № 1", []), default);

    /// <param name="taken">The login of which all is taken.</param>
    /// <param name="found">The login that is found, though nothing of it is taken.</param>
    private sealed class Refusing(IDomainAccounts? directory = null, string? taken = null, string? found = null) : IDomainAccounts
    {
        public int Asked { get; private set; }

        public Task<CreateOutcome> CreateAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
            Task.FromResult<CreateOutcome>(new CreateOutcome.Refused());

        public Task<KeepOutcome> KeepAsync(DomainAccount account, CancellationToken cancellation)
        {
            if (account.Login == taken)
                return directory!.KeepAsync(account, cancellation);
            Asked++;
            return Task.FromResult<KeepOutcome>(new KeepOutcome.Refused());
        }

        public Task<SetPasswordOutcome> SetPasswordAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
            Task.FromResult<SetPasswordOutcome>(new SetPasswordOutcome.NotAllowed());

        public Task<FindOutcome> FindAsync(Guid id, string login, CancellationToken cancellation) =>
            login == taken || login == found ? directory!.FindAsync(id, login, cancellation) : Task.FromResult<FindOutcome>(new FindOutcome.Missing());

        public Task<RemoveOutcome> RemoveAsync(Guid id, string login, CancellationToken cancellation) => Task.FromResult<RemoveOutcome>(new RemoveOutcome.Refused());
    }
}
