using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.SchoolRecords.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>«Разорвать связь» at the desk, for whoever has said «это был не я».</summary>
public sealed class ReleaseTieTests : IDisposable
{
    private readonly TestRoster roster = new();
    private readonly RecordedDistrust distrust = new();
    private readonly TieStore ties;
    private readonly ServiceProvider services;

    public ReleaseTieTests()
    {
        ties = new TieStore(roster.Database.Database, TimeProvider.System);
        var word = KeptLetters.Writer(new FamiliesStore(roster.Database.Database, roster.Records), new MoscowClock(TimeProvider.System));
        var change = new ChangeTie(new TieChangesStore(roster.Database.Database, [], TimeProvider.System), ties, roster.Records, distrust, word, TimeProvider.System);
        services = new ServiceCollection().AddSingleton(change).BuildServiceProvider();
    }

    public void Dispose()
    {
        services.Dispose();
        ties.Dispose();
        roster.Dispose();
    }

    [Fact(DisplayName = "D11, D21: for «это был не я» an operator releases the tie, which holds at once; for other cases, and a record that is another's by now, it is not offered")]
    public async Task Released()
    {
        await roster.CountAsync();
        await ties.TieAsync("u1", "MosRu", "anna", default);
        var act = new ReleaseTie(services.GetRequiredService<IServiceScopeFactory>(), ties);
        var open = new DeskCase { Number = 1, Kind = SupportCaseKind.NotMe, State = CaseState.Open, Version = 0, OpenedAt = default, PersonId = "u1", Provider = "MosRu", Subject = "anna" };
        (await act.ChoicesAsync(null!, open with { Kind = SupportCaseKind.Message }, default)).ShouldBeNull();
        (await act.ChoicesAsync(null!, open with { Subject = "boris" }, default)).ShouldBeNull();
        (await act.ActAsync(null!, open with { Subject = "boris" }, "", "Это не он", default)).ShouldBeOfType<CaseActOutcome.Refused>();
        (await ties.FindAccountAsync("u1", default)).ShouldNotBeNull();

        (await act.ChoicesAsync(null!, open, default)).ShouldNotBeNull();
        (await act.ActAsync(null!, open, "", "Это не он", default)).ShouldBeOfType<CaseActOutcome.Done>();
        (await ties.FindAccountAsync("u1", default)).ShouldBeNull();
        distrust.Told.ShouldBe([("MosRu/anna", DistrustReason.TieReleased)]);
        (await act.ChoicesAsync(null!, open, default)).ShouldBeNull();
    }
}
