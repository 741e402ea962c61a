using Mesh.Cabinet.SignIn;

namespace Mesh.Cabinet.Tests.SignIn;

public sealed class ReturnAddressTests
{
    [Theory]
    [InlineData("/cabinet")]
    [InlineData("/activation?problem=Busy")]
    [InlineData("/support#message")]
    [InlineData("/a/%0d%0aSet-Cookie:x=1", "escaped, it stays inside the path")]
    [InlineData("/%2F%2Fevil.example", "escaped, it is a path of this site")]
    [InlineData("/help?next=https://evil.example//")]
    public void A_path_of_this_site_is_kept(string address, string why = "") => ReturnAddress.Local(address).ShouldBe(address, why);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("/", "the landing page would ask again")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/a\\..\\b")]
    [InlineData("/\t/evil.example", "a browser drops the tab")]
    [InlineData("/\r\n/evil.example")]
    [InlineData("/a\r\nSet-Cookie: x=1")]
    [InlineData("/a\0b")]
    [InlineData(" /cabinet")]
    [InlineData("cabinet")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("~/cabinet")]
    [InlineData("/страница", "no header may carry it")]
    public void Anything_else_leads_to_the_start(string? address, string why = "") => ReturnAddress.Local(address).ShouldBe("/start", why);

    [Fact]
    public void An_address_longer_than_a_page_of_this_site_ever_has_leads_to_the_start()
    {
        ReturnAddress.Local("/" + new string('a', ReturnAddress.MaxLength - 1)).Length.ShouldBe(ReturnAddress.MaxLength);
        ReturnAddress.Local("/" + new string('a', ReturnAddress.MaxLength)).ShouldBe("/start");
    }
}
