using System.Security.Claims;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.Tests.Outside.MosRu;

/// <summary>What is kept of a provider's claims, and what of it counts.</summary>
public sealed class CityProfileTests
{
    private const string Phone = "+79161234567";
    private const string Email = "ivan@pochta.example";
    private const string Snils = "112-233-445 95";

    [Theory(DisplayName = "D18: what comes with «not verified» is not there, whatever the settings say, and is kept apart to be shown")]
    [InlineData("false")]
    [InlineData("False")]
    [InlineData("0")]
    [InlineData("no")]
    [InlineData("[]")]
    public void Not_verified(string word)
    {
        var profile = Read(Vouching.Words, ("phone_number_verified", word), ("email_verified", word), ("snils_verified", word));
        (profile.Phone, profile.Email, profile.Snils).ShouldBe((null, null, null));
        (profile.UnverifiedPhone, profile.UnverifiedEmail, profile.UnverifiedSnils).ShouldBe((Phone, Email, Snils));
    }

    [Theory(DisplayName = "D18: what comes with «verified» is there, although the settings do not vouch for it")]
    [InlineData("true")]
    [InlineData("True")]
    [InlineData("1")]
    public void Verified(string word)
    {
        var profile = Read([Vouching.Nothing], ("phone_number_verified", word), ("email_verified", word), ("trusted", word));
        (profile.Phone, profile.Email, profile.Snils).ShouldBe((Phone, Email, Snils));
        (profile.UnverifiedPhone, profile.UnverifiedEmail, profile.UnverifiedSnils).ShouldBe((null, null, null));
    }

    [Theory(DisplayName = "D18: where the provider says nothing, the settings decide, for each value by itself")]
    [InlineData("phone,email,snils", Phone, Email, Snils)]
    [InlineData("phone", Phone, null, null)]
    [InlineData("email", null, Email, null)]
    [InlineData("snils", null, null, Snils)]
    [InlineData("none", null, null, null)]
    [InlineData("", null, null, null)]
    public void Nothing_said(string settings, string? phone, string? email, string? snils)
    {
        foreach (var silence in ((string, string)[][])[[], [("phone_number_verified", " "), ("email_verified", ""), ("trusted", "")]])
        {
            var profile = Read(settings.Split(','), silence);
            (profile.Phone, profile.Email, profile.Snils).ShouldBe((phone, email, snils));
        }
    }

    [Fact(DisplayName = "D18: of two words one «no» is enough")]
    public void Two_words()
    {
        Read(Vouching.Words, ("snils_verified", "true"), ("trusted", "false")).Snils.ShouldBeNull();
        Read(Vouching.Words, ("email_verified", "true"), ("email_verified", "false")).Email.ShouldBeNull();
    }

    [Theory(DisplayName = "R14: only mos.ru says of an account that it is simplified")]
    [InlineData(CityProvider.MosRu, true)]
    [InlineData(CityProvider.Gosuslugi, false)]
    public void Simplified(string provider, bool isSimplified) =>
        CityProfile.Read(provider, Principal(("simplified", "true")), Vouching.Words)!.IsSimplified.ShouldBe(isSimplified);

    [Fact]
    public void A_login_longer_than_the_columns_take_is_none_and_one_that_fits_stays()
    {
        Read(Vouching.Words, ("preferred_username", new string('a', CityProfile.MaxLoginLength + 1))).Login.ShouldBeNull();
        var longest = new string('a', CityProfile.MaxLoginLength);
        Read(Vouching.Words, ("preferred_username", longest)).Login.ShouldBe(longest);
    }

    [Fact]
    public void A_subject_longer_than_the_columns_take_is_nobody()
    {
        CityProfile.Read(CityProvider.MosRu, Subject(CityProfile.MaxSubjectLength + 1), []).ShouldBeNull();
        CityProfile.Read(CityProvider.MosRu, Subject(CityProfile.MaxSubjectLength), []).ShouldNotBeNull();
        CityProfile.Read(CityProvider.MosRu, new(new ClaimsIdentity([new("sub", "s ")])), []).ShouldBeNull("to SQL Server it is the account s");
        CityProfile.Read(CityProvider.MosRu, new(new ClaimsIdentity([new("sub", "s s")])), []).ShouldNotBeNull();

        static ClaimsPrincipal Subject(int length) => new(new ClaimsIdentity([new Claim("sub", new string('s', length))]));
    }

    [Theory]
    [InlineData("snils", Snils)]
    [InlineData("phone_number", Phone)]
    [InlineData("email", Email)]
    public void What_was_cut_is_not_read_as_if_it_had_come_so(string claim, string good)
    {
        var profile = CityProfile.Read(CityProvider.MosRu, new(new ClaimsIdentity([new("sub", "s"), new(claim, good.PadRight(1000) + "7")])), Vouching.Words)!;
        var read = new Cabinet.Matching.ReadProfile(profile);
        (read.Snils, read.Phone, read.Email, read.SnilsDigits).ShouldBe((null, null, null, null));
        read.Faults.ShouldContain(verdict => verdict.Comparison == new Cabinet.Matching.Comparison.UnreadableAtMosRu());
    }

    private static CityProfile Read(IReadOnlyList<string> vouchesFor, params (string Type, string Value)[] claims) =>
        CityProfile.Read(CityProvider.MosRu, Principal(claims), vouchesFor)!;

    private static ClaimsPrincipal Principal(params (string Type, string Value)[] claims) => new(new ClaimsIdentity(
        [new("sub", "s"), new("phone_number", Phone), new("email", Email), new("snils", Snils), .. claims.Select(claim => new Claim(claim.Type, claim.Value))]));
}
