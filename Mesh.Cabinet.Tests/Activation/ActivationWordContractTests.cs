using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.NotMe;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>Who is told of an account that works, on every database.</summary>
public sealed class ActivationWordContractTests
{
    [Theory(DisplayName = "D21: of an account that works one letter tells, with a word for «это был не я», and never a second")]
    [MemberData(nameof(StoreContract.Providers), MemberType = typeof(StoreContract))]
    public async Task Once(DatabaseProvider provider)
    {
        using var ground = await StoreGround.OpenAsync(provider);
        var store = new ActivationStore(ground.Database, Hashes.Of(ground.Database, ground.Protection), ground.Time);
        var letters = new KeptLetters();
        var site = Options.Create(new SiteOptions { PublicAddress = "https://mesh.example" });
        var words = new ActivationWordStore(ground.Database, new NotMeStore(ground.Database, null!, letters, site, ground.Time), ground.Time);
        var row = new ActivationRow { PersonId = "u1", Id = Guid.CreateVersion7(), Login = "anna_p", WantedLogin = "anna_p", AskedLogin = "anna_p", PasswordSetAt = ground.Time.GetUtcNow() };
        await store.ReserveAsync(row, default);
        (await words.NextAsync(default)).ShouldBeEmpty("a reserved login is no account yet");

        await store.CompleteAsync(row, null, default);
        var untold = (await words.NextAsync(default)).ShouldHaveSingleItem();
        untold.ShouldBe(new UntoldActivation(row.Id, "u1", ground.Time.GetUtcNow()));
        var letter = new PersonLetter(LetterKind.Activated, "MosRu", "anna", ["anna@pochta.example"], "Готов", word => $"Это были не вы? {word}");
        await words.TellAsync(untold, letter, default);
        await words.TellAsync(untold, letter, default);

        letters.All.ShouldHaveSingleItem().Text.ShouldContain("https://mesh.example/not-me/");
        (await words.NextAsync(default)).ShouldBeEmpty();
    }
}
