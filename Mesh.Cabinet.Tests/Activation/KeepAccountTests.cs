using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Tests.Sandbox;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>The directory follows the records through a person's life.</summary>
[Collection(InTheCity.Name)]
public sealed class KeepAccountTests(StartedCity city) : IDisposable
{
    private readonly KeptAccounts kept = new(city);

    public void Dispose() => kept.Dispose();

    [Fact(DisplayName = "E18, E19: who is dismissed is let in nowhere, who is rehired has the same login and password")]
    public async Task Dismissed_and_rehired()
    {
        await kept.ActivateAsync();
        (await kept.AcceptsAsync("wifi:Study")).ShouldBeTrue();

        kept.Roster.Roles[0] = "r1,u1,primary,teacher,2020-09-01,2021-01-01,s1,учитель";
        await kept.ImportAsync();
        await kept.KeepAsync();
        foreach (var where in new[] { "pc", "wifi:Study" })
            (await kept.AcceptsAsync(where)).ShouldBeFalse();
        (await kept.AcceptsAsync("teams", $"{kept.Login}@zao.obr.mos.ru")).ShouldBeFalse();

        kept.Roster.Roles[0] = "r1,u1,primary,teacher,2020-09-01,,s1,учитель";
        await kept.ImportAsync();
        await kept.KeepAsync();
        foreach (var where in new[] { "pc", "wifi:Study" })
            (await kept.AcceptsAsync(where)).ShouldBeTrue();
    }

    [Fact(DisplayName = "D11, D21: once a tie has ended the password of its account lets nobody in, and the next account's own one does, under the same login")]
    public async Task Untied()
    {
        var row = await kept.ActivateAsync();
        (await kept.AcceptsAsync("pc")).ShouldBeTrue();
        var holdings = new ActivationHoldingsStore(kept.Roster.Database.Database, kept.Time);
        using var ties = new TieStore(kept.Roster.Database.Database, kept.Time);
        (await ties.TieAsync("u1", "MosRu", "thief", default)).ShouldBe(TieOutcome.Tied);
        await new TieChangesStore(kept.Roster.Database.Database, [holdings], kept.Time).ReleaseAsync("u1", new TiedAccount { Provider = "MosRu", Subject = "thief" }, "Это не он", default);
        await kept.KeepAsync();
        foreach (var where in new[] { "pc", "wifi:Study" })
            (await kept.AcceptsAsync(where)).ShouldBeFalse();

        // The next one types a password.
        var resumed = (await kept.Store.ResumeAsync("u1", default))!;
        await kept.CreateAsync(resumed with { UntiedAt = null });
        await kept.Store.CompleteAsync(resumed, kept.Time.GetUtcNow(), default);
        await kept.KeepAsync();
        (await kept.AcceptsAsync("pc")).ShouldBeTrue();
        (await kept.FoundAsync()).Id.ShouldBe(row.Id);
    }

    [Fact(DisplayName = "E18: a post that the file no longer has closes the account")]
    public async Task Withdrawn()
    {
        await kept.ActivateAsync();
        kept.Roster.Roles.RemoveAt(0);
        await kept.ImportAsync();
        await kept.KeepAsync();
        (await kept.FoundAsync()).ShouldSatisfyAllConditions(it => it.IsEnabled.ShouldBeFalse(), it => it.Networks.ShouldBeEmpty(), it => it.TeamsAddress.ShouldBeNull());
    }

    [Fact(DisplayName = "E15, E21: another district changes the Teams address and keeps the login")]
    public async Task Moved()
    {
        await kept.ActivateAsync();
        (await kept.FoundAsync()).TeamsAddress.ShouldBe($"{kept.Login}@zao.obr.mos.ru");
        kept.Roster.Orgs.AddRange(["sao,САО,district,msk,,sao.obr.mos.ru", "s2,Школа № 2,school,sao,,"]);
        kept.Roster.Roles[0] = "r1,u1,primary,teacher,2020-09-01,,s2,учитель";
        await kept.ImportAsync();
        await kept.KeepAsync();
        (await kept.FoundAsync()).TeamsAddress.ShouldBe($"{kept.Login}@sao.obr.mos.ru");
        (await kept.AcceptsAsync("pc")).ShouldBeTrue();
    }

    [Fact(DisplayName = "R33: a district that gets another domain changes the addresses of its schools' people")]
    public async Task The_district_changes()
    {
        await kept.ActivateAsync();
        kept.Roster.Orgs[1] = "zao,ЗАО,district,msk,,west.obr.mos.ru";
        await kept.ImportAsync();
        await kept.KeepAsync();
        (await kept.FoundAsync()).TeamsAddress.ShouldBe($"{kept.Login}@west.obr.mos.ru");
    }

    [Fact(DisplayName = "E22: at a private school the issued login is suspended")]
    public async Task To_a_private_school()
    {
        await kept.ActivateAsync();
        kept.Roster.Roles[0] = "r1,u1,primary,teacher,2020-09-01,,p1,учитель";
        await kept.ImportAsync();
        await kept.KeepAsync();
        (await kept.AcceptsAsync("pc")).ShouldBeFalse();
    }

    [Fact(DisplayName = "D10, E20: a new surname and a teaching post follow, the login stays")]
    public async Task Renamed()
    {
        kept.Roster.Roles[0] = "r1,u1,primary,counselor,2020-09-01,,s1,психолог";
        await kept.ActivateAsync();
        (await kept.FoundAsync()).Kind.ShouldBe(DomainAccountKind.Staff);
        kept.Roster.Users[0] = "u1,ivanov.i,{SNILS:112-233-445 95},Петров,Иван,Иванович,ivanov@example.ru,8 916 123-45-67,";
        kept.Roster.Roles[0] = "r1,u1,primary,teacher,2020-09-01,,s1,учитель";
        await kept.ImportAsync();
        await kept.KeepAsync();
        (await kept.FoundAsync()).Kind.ShouldBe(DomainAccountKind.Teacher);
        (await kept.DisplayNameAsync()).ShouldBe("Петров Иван Иванович");
    }

    [Fact(DisplayName = "E23: the account ends on the day after the last, without any import")]
    public async Task On_a_date()
    {
        var last = DateOnly.FromDateTime(kept.Time.GetUtcNow().Date).AddDays(3);
        kept.Roster.Roles[0] = $"r1,u1,primary,teacher,2020-09-01,{last:yyyy-MM-dd},s1,учитель";
        await kept.ActivateAsync();
        await kept.KeepAsync();
        (await kept.AcceptsAsync("pc")).ShouldBeTrue();
        kept.Time.Advance(TimeSpan.FromDays(5));
        await kept.KeepAsync();
        (await kept.AcceptsAsync("pc")).ShouldBeFalse();
    }

    [Fact(DisplayName = "E38: an account that was made just before a crash is marked, and compared with the records at once")]
    public async Task Made_but_not_marked()
    {
        await kept.ActivateAsync(isMarked: false);
        await kept.KeepAsync();
        (await kept.Store.FindAsync("u1", default))!.CompletedAt.ShouldBeNull("its request may be under way still");
        await kept.KeepAsync();
        (await kept.Store.FindAsync("u1", default))!.CompletedAt.ShouldNotBeNull();
        (await kept.AcceptsAsync("pc")).ShouldBeTrue();
    }

    [Fact(DisplayName = "E38: a reservation whose person never came back stays a reservation")]
    public async Task Reserved_only()
    {
        await kept.Roster.CountAsync();
        await kept.Store.ReserveAsync(new() { PersonId = "u1", Id = Guid.CreateVersion7(), Login = kept.Login, WantedLogin = kept.Login, AskedLogin = kept.Login }, default);
        await kept.KeepAsync();
        await kept.KeepAsync();
        (await kept.Store.FindAsync("u1", default))!.CompletedAt.ShouldBeNull();
        (await kept.Directory.FindAsync(Guid.Empty, kept.Login, default)).ShouldBeOfType<FindOutcome.Missing>();
    }

    [Fact(DisplayName = "E38: an account that was made long after its reservation, just before a crash, is marked too")]
    public async Task Resumed_but_not_marked()
    {
        var row = await kept.ActivateAsync(isMarked: false);
        await kept.DeleteAsync();
        await kept.KeepAsync();
        await kept.KeepAsync();
        (await kept.Store.FindAsync("u1", default))!.DueAt.ShouldBeNull();

        await kept.Store.ResumeAsync("u1", default);
        await kept.CreateAsync(row);
        await kept.KeepAsync();
        await kept.KeepAsync();
        (await kept.Store.FindAsync("u1", default))!.CompletedAt.ShouldNotBeNull();
    }

    [Fact(DisplayName = "E18: who is dismissed while the password is asked for once more is let in nowhere")]
    public async Task Reopened_and_dismissed()
    {
        var row = await kept.ActivateAsync();
        await kept.Keeping.ReopenAsync(row, default);
        kept.Roster.Roles.RemoveAt(0);
        await kept.ImportAsync();
        await kept.KeepAsync();
        (await kept.AcceptsAsync("pc")).ShouldBeFalse();
        (await kept.Store.FindAsync("u1", default))!.CompletedAt.ShouldBeNull("the password is still to be typed");
    }

    [Fact]
    public async Task What_is_marked_while_the_keeper_is_at_work_is_done_in_the_next_round()
    {
        await kept.ActivateAsync();
        await kept.Keeping.MarkDueAsync(["u1"], default);
        var seen = (await kept.Keeping.DueAsync(1, default)).ShouldHaveSingleItem();
        kept.Time.Advance(TimeSpan.FromSeconds(1));
        await kept.Keeping.MarkDueAsync(["u1"], default);
        await kept.Keeping.KeptAsync(seen, null, default);
        (await kept.Keeping.DueAsync(1, default)).ShouldHaveSingleItem();
    }

    [Fact(DisplayName = "E36: an object of somebody else under the reserved login is never taken for ours")]
    public async Task Alien()
    {
        var row = await kept.ActivateAsync(isMarked: false);
        using (var other = new KeptAccounts(city))
        {
            await other.Roster.CountAsync();
            await other.Store.ReserveAsync(row with { Id = Guid.CreateVersion7() }, default);
            await other.KeepAsync();
            await other.KeepAsync();
            (await other.Store.FindAsync("u1", default))!.CompletedAt.ShouldBeNull();
        }
    }

    [Fact]
    public async Task An_account_that_has_vanished_is_asked_its_password_for_again()
    {
        await kept.ActivateAsync();
        await kept.DeleteAsync();
        kept.Roster.Users[0] = "u1,ivanov.i,{SNILS:112-233-445 95},Петров,Иван,Иванович,ivanov@example.ru,8 916 123-45-67,";
        await kept.ImportAsync();
        await kept.KeepAsync();
        (await kept.Store.FindAsync("u1", default)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            it => it.CompletedAt.ShouldBeNull(), it => it.ReopenedAt.ShouldNotBeNull(), it => it.Login.ShouldBe(kept.Login));
    }

    [Fact]
    public async Task What_cannot_be_done_now_is_done_when_the_directory_is_back()
    {
        await kept.ActivateAsync();
        kept.Roster.Roles.RemoveAt(0);
        await kept.ImportAsync();
        await kept.KeepAsync(new Away());
        (await kept.AcceptsAsync("pc")).ShouldBeTrue();
        await kept.KeepAsync();
        (await kept.AcceptsAsync("pc")).ShouldBeFalse();
    }

    internal sealed class Away : IDomainAccounts
    {
        public Task<CreateOutcome> CreateAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
            Task.FromResult<CreateOutcome>(new CreateOutcome.Unavailable());

        public Task<KeepOutcome> KeepAsync(DomainAccount account, CancellationToken cancellation) =>
            Task.FromResult<KeepOutcome>(new KeepOutcome.Unavailable());

        public Task<SetPasswordOutcome> SetPasswordAsync(DomainAccount account, TypedPassword password, CancellationToken cancellation) =>
            Task.FromResult<SetPasswordOutcome>(new SetPasswordOutcome.Unavailable());

        public Task<FindOutcome> FindAsync(Guid id, string login, CancellationToken cancellation) => Task.FromResult<FindOutcome>(new FindOutcome.Unavailable());

        public Task<RemoveOutcome> RemoveAsync(Guid id, string login, CancellationToken cancellation) => Task.FromResult<RemoveOutcome>(new RemoveOutcome.Unavailable());
    }
}
