using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

[Collection(TroubleAtTheDoor.Name)]
public sealed class ReturnAddressTests(TroubledCity city)
{
    [Theory]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/help\\..\\x")]
    [InlineData("https://evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\r\nX: y")]
    [InlineData("\t/cabinet")]
    [InlineData("/каби\u0301нет")]
    [InlineData("/help?q=привет")]
    [InlineData(" ")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData(null)]
    public void Whatever_is_no_page_of_this_site_becomes_the_start(string? address) => ReturnAddress.Local(address).ShouldBe("/start");

    [Fact]
    public void An_endless_address_becomes_the_start() => ReturnAddress.Local("/" + new string('a', 5000)).ShouldBe("/start");

    [Theory]
    [InlineData("/cabinet")]
    [InlineData("/help?q=1&r=%D0%BF#x")]
    [InlineData("/%0d%0aX:%20y")]
    [InlineData("/help?next=https://evil.example//")]
    public void A_page_of_this_site_is_kept(string address) => ReturnAddress.Local(address).ShouldBe(address);

    [Theory]
    [InlineData("/help", "/help")]
    [InlineData("/%0d%0aX: y", "/%0d%0aX:%20y")]
    [InlineData("//evil.example", "/activation")]
    [InlineData("/\\evil.example", "/activation")]
    [InlineData("https://evil.example/", "/activation")]
    [InlineData("/\r\nX: y", "/activation")]
    [InlineData("/\t/evil.example", "/activation")]
    [InlineData("/помощь", "/activation")]
    public async Task A_sign_in_ends_at_a_page_of_this_site(string returnUrl, string path)
    {
        using var visitor = new HttpVisitor(city.Product);

        var page = await visitor.SignInAsync(city.NewTeacher(), "/sign-in/mos-ru?returnUrl=" + Uri.EscapeDataString(returnUrl));

        page.Address.Authority.ShouldBe(city.Product.Cabinet.Authority);
        page.Path.ShouldBe(path);
    }
}
