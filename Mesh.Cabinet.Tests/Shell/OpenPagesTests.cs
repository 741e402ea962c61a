using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell;

/// <summary>Pages that are kept for the next stranger are right for everybody else too.</summary>
[Collection(InTrouble.Name)]
public sealed class OpenPagesTests(TroubledCity city)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/help")]
    [InlineData("/help/access")]
    public async Task A_stranger_gets_the_page_that_was_made_for_another_stranger(string path)
    {
        using var first = new HttpVisitor(city.Product);
        using var second = new HttpVisitor(city.Product);
        await first.OpenAsync(path);
        using var answer = await second.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

        answer.Headers.Age.ShouldNotBeNull();
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        answer.Headers.GetValues("Content-Security-Policy").ShouldContain(policy => policy.StartsWith("default-src 'self'", StringComparison.Ordinal));
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<!--Blazor");
    }

    [Fact]
    public async Task Who_is_signed_in_neither_gets_a_strangers_page_nor_leaves_theirs_to_a_stranger()
    {
        using var stranger = new HttpVisitor(city.Product);
        await stranger.OpenAsync("/");
        var (_, visitor) = await city.TeacherAtTheDoorAsync();

        (await visitor.OpenAsync("/")).Text.ShouldContain("href=\"/start\"");
        (await stranger.OpenAsync("/")).Text.ShouldContain("href=\"/sign-in/mos-ru\"");
    }

    [Fact]
    public async Task Who_came_for_a_page_is_led_back_to_it_and_nobody_else_is()
    {
        using var stranger = new HttpVisitor(city.Product);
        await stranger.OpenAsync("/");

        (await stranger.OpenAsync("/?returnUrl=%2Fcabinet")).Text.ShouldContain("/sign-in/mos-ru?returnUrl=%2Fcabinet");
        (await stranger.OpenAsync("/")).Text.ShouldNotContain("returnUrl=%2Fcabinet");
    }
}
