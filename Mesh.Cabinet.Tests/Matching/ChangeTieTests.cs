using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.SchoolRecords.Import;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>Support ends and moves ties: what the former account has open ends first, and what cannot be done ends nothing.</summary>
public sealed class ChangeTieTests : IDisposable
{
    private readonly TestRoster roster = new();
    private readonly RecordedDistrust distrust = new();
    private readonly KeptLetters letters = new();
    private readonly TieStore ties;
    private readonly ChangeTie change;

    public ChangeTieTests()
    {
        ties = new TieStore(roster.Database.Database, TimeProvider.System);
        var word = KeptLetters.Writer(new FamiliesStore(roster.Database.Database, roster.Records), new MoscowClock(TimeProvider.System));
        change = new ChangeTie(new TieChangesStore(roster.Database.Database, [], TimeProvider.System, letters), ties, roster.Records, distrust, word, TimeProvider.System);
    }

    public void Dispose()
    {
        ties.Dispose();
        roster.Dispose();
    }

    [Fact(DisplayName = "D21: a released tie ends what its account has open, and is no more")]
    public async Task Released()
    {
        await TieAsync("u1", "anna");
        (await change.ReleaseAsync("u1", " Это не он ", default)).ShouldBeOfType<ReleaseOutcome.Released>().Account.Subject.ShouldBe("anna");
        distrust.Told.ShouldBe([("MosRu/anna", DistrustReason.TieReleased)]);
        (await ties.FindAccountAsync("u1", default)).ShouldBeNull();
        roster.Database.Scalar("SELECT Event || ' ' || Detail || ' ' || ByPersonId FROM AuditTrail ORDER BY Number DESC").ShouldBe("tie-released Это не он support");
        (await change.ReleaseAsync("u1", "Ещё раз", default)).ShouldBe(new ReleaseOutcome.NotTied());
    }

    [Fact]
    public async Task A_release_that_breaks_off_leaves_the_tie_and_can_be_repeated()
    {
        await TieAsync("u1", "anna");
        distrust.Fault = new InvalidOperationException();
        await Should.ThrowAsync<InvalidOperationException>(() => change.ReleaseAsync("u1", "Это не он", default));
        distrust.Fault = null;
        (await change.ReleaseAsync("u1", "Это не он", default)).ShouldBeOfType<ReleaseOutcome.Released>();
    }

    [Theory]
    [InlineData("nobody", "Это не он", typeof(ReleaseOutcome.NoSuchRecord))]
    [InlineData("u2", "Это не он", typeof(ReleaseOutcome.NotTied))]
    [InlineData("u1", "  ", typeof(ReleaseOutcome.WrongReason))]
    [InlineData("u1", "LONG", typeof(ReleaseOutcome.WrongReason))]
    public async Task A_release_that_is_refused_ends_nothing(string personId, string why, Type outcome)
    {
        await TieAsync("u1", "anna");
        (await change.ReleaseAsync(personId, why == "LONG" ? new string('я', TieChangesStore.MaxReasonLength + 1) : why, default)).ShouldBeOfType(outcome);
        distrust.Told.ShouldBeEmpty();
        (await ties.FindAccountAsync("u1", default)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("u1", "u1", typeof(MoveOutcome.Same))]
    [InlineData("u1", "nobody", typeof(MoveOutcome.NoSuchRecord))]
    [InlineData("nobody", "u2", typeof(MoveOutcome.NoSuchRecord))]
    [InlineData("u1", "u2", typeof(MoveOutcome.TargetInUse))]
    public async Task A_move_that_is_refused(string from, string to, Type outcome)
    {
        await TieAsync("u1", "anna");
        await TieAsync("u2", "boris");
        (await change.MoveAsync(from, to, "Новый номер", default)).ShouldBeOfType(outcome);
        (await ties.FindAccountAsync("u1", default))!.Subject.ShouldBe("anna");
    }

    [Theory(DisplayName = "E44: another account of the same person gets the record, and the former one's sessions and devices end")]
    [InlineData("vera", typeof(MoveOutcome.Moved), 1)]
    [InlineData("MosRu/vera", typeof(MoveOutcome.Moved), 1)]
    [InlineData("Gosuslugi/anna", typeof(MoveOutcome.Moved), 1)]
    [InlineData("anna", typeof(MoveOutcome.Same), 0)]
    [InlineData("boris", typeof(MoveOutcome.AccountInUse), 0)]
    [InlineData("MosRu/", typeof(MoveOutcome.NoAccount), 0)]
    [InlineData("a\u001b", typeof(MoveOutcome.NoAccount), 0)]
    public async Task Another_account(string typed, Type outcome, int ended)
    {
        await TieAsync("u1", "anna");
        await TieAsync("u2", "boris");
        (await change.MoveAccountAsync("u1", typed, "Новый аккаунт", default)).ShouldBeOfType(outcome);
        distrust.Told.ShouldBe(Enumerable.Repeat(("MosRu/anna", DistrustReason.TieReleased), ended));
        ((await ties.FindAccountAsync("u1", default)) == new TiedAccount { Provider = "MosRu", Subject = "anna" }).ShouldBe(ended == 0);
    }

    [Fact(DisplayName = "D19: whoever's record support ties to another account hears of it at every address the school has, and where nothing was tied nobody does")]
    public async Task Told()
    {
        await TieAsync("u1", "anna");
        var addresses = (await roster.Records.FindAsync("u1", default))!.Emails.Select(email => email.Folded).ToList();
        addresses.ShouldNotBeEmpty();

        await change.MoveAccountAsync("u1", "anna", "Тот же", default);
        letters.All.ShouldBeEmpty();
        await change.MoveAccountAsync("u1", "vera", "Новый аккаунт", default);
        letters.All.Select(letter => letter.To).ShouldBe(addresses);
        letters.All[0].Text.ShouldContain("https://mesh.example/support");
        letters.All.Clear();

        await change.MoveAsync("u1", "u2", "Новый номер", default);
        letters.All.Select(letter => letter.To).ShouldBe((await roster.Records.FindAsync("u2", default))!.Emails.Select(email => email.Folded));
    }

    private async Task TieAsync(string personId, string subject)
    {
        if (roster.Database.Scalar("SELECT COUNT(*) FROM People") == "0")
            await roster.CountAsync();
        (await ties.TieAsync(personId, "MosRu", subject, default)).ShouldBe(TieOutcome.Tied);
    }
}
