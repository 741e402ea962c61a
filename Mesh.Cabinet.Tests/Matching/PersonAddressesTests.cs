using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.PasswordEvents;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.Tests.Children;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>Where letters about an account go.</summary>
public sealed class PersonAddressesTests
{
    [Theory]
    [InlineData(" Anna@Pochta.example ", "anna@pochta.example")]
    [InlineData("no address", null)]
    [InlineData(null, null)]
    public async Task A_letter_goes_to_the_e_mail_that_mos_ru_vouches_for(string? verified, string? to) =>
        (await new PersonAddresses(null!, null!, null!, null!).OfAsync(People.Profile("anna") with { Email = verified, UnverifiedEmail = "other@pochta.example" }, default))
            .ShouldBe(to is null ? [] : [to]);

    [Theory]
    [InlineData("Анна", false, "Здравствуйте, Анна!")]
    [InlineData("Анна", true, "Здравствуйте! Это письмо об аккаунте ребёнка: Анна.")]
    [InlineData(null, false, "Здравствуйте!")]
    [InlineData("https://evil.example", false, "Здравствуйте!")]
    [InlineData("Анна|Позвоните по номеру", false, "Здравствуйте!")]
    public void A_letter_greets_by_what_can_be_a_name_alone(string? given, bool isSimplified, string words) =>
        Greeting.Of(People.Profile("anna") with { GivenName = given, IsSimplified = isSimplified }).ShouldBe(words);

    [Fact(DisplayName = "D19: letters about a simplified account go to the e-mails that mos.ru has verified for the parents")]
    public async Task Parents()
    {
        using var ground = await FamilyGround.SmallAsync();
        var emails = new AccountEmailStore(ground.Database, new FieldProtection(new byte[FieldProtection.KeySize]), ground.Time);
        await ground.Ties.TieAsync("child-0", CityProvider.MosRu, "child", default);
        foreach (var adult in new[] { 0, 1, 2 })
        {
            await ground.Ties.TieAsync($"adult-{adult}", CityProvider.MosRu, $"subject-{adult}", default);
            await emails.SignedInAsync(FamilyGround.SessionOf(adult).Profile, null, default);
        }

        var addresses = new PersonAddresses(ground.Ties, ground.Families, emails, ground.Clock);
        var child = People.Profile() with { Subject = "child", IsSimplified = true, Email = null };
        (await addresses.OfAsync(child, default)).Order().ShouldBe(["adult0@pochta.example", "adult1@pochta.example"]);
        (await addresses.OfAsync(CityProvider.MosRu, "child", default)).Count.ShouldBe(2);
        (await addresses.OfAsync(CityProvider.MosRu, "subject-2", default)).ShouldBe(["adult2@pochta.example"]);
        (await addresses.OfAsync(child with { Subject = "nobody" }, default)).ShouldBeEmpty();
        (await addresses.OfAsync(child with { Subject = "nobody" }, default, "child-0")).Count.ShouldBe(2, "a tie that is made now is not there yet");
    }
}
