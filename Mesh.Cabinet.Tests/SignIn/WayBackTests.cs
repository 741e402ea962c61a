using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

[Collection(TroubleAtTheDoor.Name)]
public sealed class WayBackTests(TroubledCity city)
{
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
