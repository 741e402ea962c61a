using Mesh.Cabinet.Activation;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Tests.Activation;

public sealed class LoginChoiceTests
{
    private static readonly PersonName Name = new("Иванов", "Игорь", "Ильич");

    [Fact(DisplayName = "R25, R27: a legal journal login equal to the mos.ru login without case stays byte for byte")]
    public void Equal_without_case() => Choose("IvanovII", "ivanovii").ShouldBe(new LoginChoice.Wanted(LoginOrigin.Journal, "IvanovII", "IvanovII"));

    [Theory(DisplayName = "R25, D3: a legal journal login that is not the mos.ru login goes to support")]
    [InlineData("ivanov_ii", "ivanov.igor")]
    [InlineData("ivanov_ii", null)]
    public void A_difference(string journal, string? mosRu) => Choose(journal, mosRu).ShouldBe(new LoginChoice.Differ(journal, mosRu));

    [Fact(DisplayName = "R26, D3: an illegal journal login is re-formed, whatever the mos.ru login is")]
    public void An_illegal_one() => Choose("ivanov.i/i", "other").ShouldBe(new LoginChoice.Wanted(LoginOrigin.Journal, "ivanov.i/i", "ivanov_i_i"));

    [Theory(DisplayName = "D3: no journal login: from the mos.ru login")]
    [InlineData("Ivanov-1", "Ivanov-1")]
    [InlineData("ivanov@mail.ru", "ivanov_mail_ru")]
    public void From_mos_ru(string mosRu, string expected) => Choose(null, mosRu).ShouldBe(new LoginChoice.Wanted(LoginOrigin.MosRu, mosRu, expected));

    [Fact(DisplayName = "D3, E35: neither login, or nothing left of it: from the name")]
    public void From_the_name()
    {
        Choose(null, null).ShouldBe(new LoginChoice.Wanted(LoginOrigin.Name, "Иванов Игорь Ильич", "ivanov_i_i"));
        Choose("", " ").ShouldBe(new LoginChoice.Wanted(LoginOrigin.Name, "Иванов Игорь Ильич", "ivanov_i_i"));
        Choose("./", "x").ShouldBe(new LoginChoice.Wanted(LoginOrigin.Journal, "./", "ivanov_i_i"));
    }

    [Theory(DisplayName = "D3: the login that support confirmed is wanted, and formed where it is not legal")]
    [InlineData("ivanov_ii", "ivanov_ii")]
    [InlineData("ivanov.igor", "ivanov_igor")]
    public void Decided(string decided, string expected) =>
        LoginChoice.Of("ivanov_ii", "ivanov.igor", decided, Name, "_").ShouldBe(new LoginChoice.Wanted(LoginOrigin.Decision, decided, expected));

    private static LoginChoice Choose(string? journal, string? mosRu) => LoginChoice.Of(journal, mosRu, null, Name, "_");
}
