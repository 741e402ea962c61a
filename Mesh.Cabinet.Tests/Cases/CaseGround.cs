using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Cases;

/// <summary>Cases over a real database, with an outbox that keeps letters.</summary>
internal sealed class CaseGround : IDisposable
{
    private readonly StoreGround stores;

    private CaseGround(StoreGround stores)
    {
        this.stores = stores;
        var entries = new CaseEntriesStore(stores.Protection);
        var writer = new CaseLetters(Options.Create(new SiteOptions { PublicAddress = "https://mesh.example" }));
        Cases = new SupportCaseStore(stores.Database, stores.Protection, stores.Time);
        Own = new OwnCasesStore(stores.Database, stores.Protection, entries, stores.Time);
        Desk = new DeskCasesStore(stores.Database, stores.Protection, entries, new CaseCountsStore(stores.Database, stores.Time), writer, Letters, stores.Time);
        Waiting = new WaitingCasesStore(stores.Database, stores.Protection, entries, writer, Letters, stores.Time);
    }

    public SupportCaseStore Cases { get; }

    public OwnCasesStore Own { get; }

    public DeskCasesStore Desk { get; }

    public WaitingCasesStore Waiting { get; }

    public KeptLetters Letters { get; } = new();

    public StoreGround Stores => stores;

    public static async Task<CaseGround> OpenAsync(DatabaseProvider provider) => new(await StoreGround.OpenAsync(provider));

    /// <summary>An operator of some schools, or with none of the city.</summary>
    public static CaseOperator OperatorOf(string name, params string[] schools) => new()
    {
        Key = name, Name = name, IsCity = schools.Length == 0, Schools = schools, Provider = "MosRu", Subject = name, PersonId = $"record-{name}",
    };

    /// <summary>A letter of somebody who is signed in.</summary>
    public Task<long> LetterAsync(string subject, string? school, string? personId = null) => Cases.OpenAsync(
        new SupportCaseDraft
        {
            Kind = SupportCaseKind.Message, Provider = "MosRu", Subject = subject, SchoolId = school, PersonId = personId, AnswerTo = $"{subject}@example.ru", Message = "Не могу войти",
        }, default);

    public async Task<DeskCase> SeenAsync(CaseOperator by, long number) => (await Desk.FindAsync(by, number, default)).ShouldNotBeNull();

    public void Dispose() => stores.Dispose();
}
