using System.Net;
using System.Text;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>What is answered where nothing is, and to forms that are none.</summary>
[Collection(InTrouble.Name)]
public sealed class StatusPagesTests(TroubledCity city)
{
    [Theory]
    [InlineData("GET", "/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("POST", "/no-such-page", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/sign-out", HttpStatusCode.NotFound)]
    public async Task A_person_gets_a_page_and_the_status_stays(string method, string path, HttpStatusCode status)
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();
        using var answer = await visitor.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<h1");
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/%09/evil.example")]
    public async Task No_link_of_a_page_that_is_not_there_leads_to_another_site(string path)
    {
        using var stranger = new HttpVisitor(city.Product);
        using var answer = await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(city.Product.Cabinet.GetLeftPart(UriPartial.Authority) + path)));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("evil.example#content");
        // Browsers read a backslash as a slash, and no tab at all.
        page.Replace('\\', '/').Replace("&#x9;", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal).ShouldNotContain("href=\"//");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "Letter.Message=nul%00")]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"Letter.Message\"\r\n\r\nno end")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nno header\r\n\r\n--x--")]
    public async Task A_letter_that_is_no_form_is_a_bad_request(string type, string body)
    {
        using var stranger = new HttpVisitor(city.Product);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/support") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Add("RequestVerificationToken", await stranger.FormTokenAsync());
        using var answer = await stranger.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
