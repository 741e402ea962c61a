using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>«Попросить школу исправить»: whoever reads the letter knows whether anything proves who wrote it.</summary>
public sealed class AccessRequestTests : IDisposable
{
    private readonly TestDatabase database = new();

    public void Dispose() => database.Dispose();

    [Theory(DisplayName = "R53: without proof a letter bears nobody's record and says so in its first line")]
    [InlineData("snils=-; phone=-; email=-", "staff; id=victim", false)]
    [InlineData("snils=-; phone=-; email=-", "", false)]
    [InlineData("tied=victim; snils=-; phone=-; email=-", "staff; id=victim", false)]
    [InlineData("", "staff; id=victim; snils=-", true)]
    public async Task Proof(string mosRu, string records, bool isProven)
    {
        var one = VerdictCase.Read(mosRu, records);
        var requests = new AccessRequests(new SupportCaseStore(database.Database, database.Protection, TimeProvider.System), TimeProvider.System);
        await requests.SendAsync(People.Session() with { Profile = one.Profile }, one.Evaluate().Withheld.SingleOrDefault(), default);
        await using var connection = await database.Database.OpenAsync(default);
        var (id, personId, kept) = await connection.QuerySingleAsync<(string, string?, byte[])>("SELECT Id, PersonId, MessageProtected FROM SupportCases");
        personId.ShouldBe(isProven ? "victim" : null);
        var letter = database.Protection.Reveal(ProtectedField.CaseMessage, id, kept).Split('\n');
        letter[0].StartsWith("НЕ ДОКАЗАНО, КТО ПИШЕТ", StringComparison.Ordinal).ShouldBe(!isProven);
        letter.ShouldContain("Сергеев Иван Петрович");
    }
}
