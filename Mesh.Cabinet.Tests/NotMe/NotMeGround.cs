using Mesh.Cabinet.Database;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.NotMe;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Cases;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Devices;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.NotMe;

/// <summary>«Это был не я» over a real database, with sessions and devices to end.</summary>
internal sealed class NotMeGround : IPersonAddresses, IDisposable
{
    private NotMeGround(CaseGround cases)
    {
        Cases = cases;
        Ties = new TieStore(Stores.Database, Stores.Time);
        Words = new NotMeStore(Stores.Database, cases.Cases, Letters, Options.Create(new SiteOptions { PublicAddress = "https://mesh.example" }), Stores.Time);
        var distrust = new Distrust(Stores.Ending(), [new DeviceUpkeep(Stores.Devices(), Stores.Unbinding(), null!, null!, Stores.Time)], Stores.Time);
        Say = new SayNotMe(distrust, Words, Ties, this, Options.Create(new SiteOptions { PublicAddress = "https://mesh.example" }), Stores.Time);
    }

    public CaseGround Cases { get; }

    public StoreGround Stores => Cases.Stores;

    public KeptLetters Letters { get; } = new();

    public TieStore Ties { get; }

    public NotMeStore Words { get; }

    public SayNotMe Say { get; }

    public static async Task<NotMeGround> OpenAsync(DatabaseProvider provider) => new(await CaseGround.OpenAsync(provider));

    /// <summary>Where letters go.</summary>
    public IReadOnlyList<string> Addresses { get; set; } = ["anna@pochta.example"];

    Task<IReadOnlyList<string>> IPersonAddresses.OfAsync(CityProfile profile, CancellationToken cancellation, string? personId) => Task.FromResult(Addresses);

    Task<IReadOnlyList<string>> IPersonAddresses.OfAsync(string provider, string subject, CancellationToken cancellation) => Task.FromResult(Addresses);

    /// <summary>A word as a letter brings it.</summary>
    public async Task<string> WordAsync(string subject = "anna")
    {
        await using var connection = await Stores.Database.OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        var address = await Words.IssueAsync(connection, transaction, "MosRu", subject, default);
        await transaction.CommitAsync();
        return address.AbsolutePath["/not-me/".Length..];
    }

    public void Dispose()
    {
        Ties.Dispose();
        Cases.Dispose();
    }
}
