using System.Net;
using Dapper;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Provider;

/// <summary>A service that a school has switched off, as the service and the person see it over HTTP.</summary>
[Collection(ProviderCity.Name)]
public sealed class SwitchedOffServiceTests(ProviderCity city)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly (string, string?) Silent = ("prompt", "none");

    [Fact(DisplayName = "R55: where the school has switched a service off nobody gets a code, tokens end as with a lost right, the person reads who did, and it comes back; whoever has another school keeps it")]
    public async Task Off_and_on()
    {
        var (teacher, head) = (await city.TeacherAsync(), city.Stranger());
        await head.Browser.SignInAsync("orlova_mv", "Direktor_77");
        var told = await teacher.SignInAsync(ProviderCity.Journal);
        var of = await SwitchOffAsync("school-9101");
        try
        {
            await UntilAsync(async () => (await teacher.AuthorizeAsync(ProviderCity.Journal, Silent))["error"] == "interaction_required");
            var (address, verifier) = ServiceVisitor.Request(ProviderCity.Journal);
            var page = WebUtility.HtmlDecode((await teacher.OpenAsync(address, verifier)).Page);
            page.ShouldContain("Журнал: школа выключила сервис");
            page.ShouldContain("Школа № 9101");
            page.ShouldContain("директор или администратор школы");
            (await teacher.OpenAsync($"{address}&refuse=true", verifier))["error"].ShouldBe("access_denied");
            (await teacher.UserInfoAsync(told["access_token"])).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await teacher.PostAsync("/connect/introspect", ProviderCity.Journal, ("token", told["access_token"]))).Json.EnumerateObject().Select(claim => $"{claim.Name}={claim.Value}").ShouldBe(["active=False"]);
            (await teacher.RefreshAsync(ProviderCity.Journal, told["refresh_token"]!)).Error.ShouldBe("invalid_grant");
            (await head.AuthorizeAsync(ProviderCity.Journal, Silent)).Code.ShouldNotBeEmpty("her other school leaves it on");
            WebUtility.HtmlDecode(await TextAsync(teacher, "/services/journal")).ShouldContain("Журнал: школа выключила сервис");
            (await RedirectAsync(teacher, "/start")).ShouldNotContain("journal");
        }
        finally
        {
            await SwitchOnAsync(of);
        }

        await UntilAsync(async () => (await teacher.AuthorizeAsync(ProviderCity.Journal, Silent))["code"] is not null);
        (await teacher.UserInfoAsync(told["access_token"])).Status.ShouldBe(HttpStatusCode.OK, "nothing was taken but the right");
    }

    [Fact(DisplayName = "RFC 7662 2.2: a service that asks of a token has done something for its person, and hears of none whose right is gone")]
    public async Task Introspected()
    {
        var teacher = await city.TeacherAsync();
        var told = await teacher.SignInAsync(ProviderCity.Journal);
        (await teacher.PostAsync("/connect/introspect", ProviderCity.Journal, ("token", told["access_token"])))["active"].ShouldBe("True");
        (await teacher.PostAsync("/connect/introspect", ProviderCity.Journal, ("token", told["refresh_token"])))["active"].ShouldBe("True");
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var begun = DateTimeOffset.UtcNow; !await isSo(); await Task.Delay(1000))
            (DateTimeOffset.UtcNow - begun).ShouldBeLessThan(Soon);
    }

    private static async Task<string> TextAsync(ServiceVisitor visitor, string path)
    {
        using var answer = await visitor.Browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<string> RedirectAsync(ServiceVisitor visitor, string path)
    {
        using var answer = await visitor.Browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        return $"{answer.Headers.Location}";
    }

    // As another node does it: this one hears within half a minute.
    private async Task<string> SwitchOffAsync(string school)
    {
        var id = Guid.CreateVersion7().ToString().ToUpperInvariant();
        await DoAsync("INSERT INTO ServiceSwitches (Id, ServiceKey, SchoolId, Role, OffAt, OffBy, OffWhy) VALUES (@id, 'journal', @school, '', @now, 'o1', 'Контрольная')", new { id, school, now = DateTimeOffset.UtcNow });
        return id;
    }

    private Task SwitchOnAsync(string id) => DoAsync("UPDATE ServiceSwitches SET OnAt = @now, OnBy = 'o1', OnWhy = 'Хватит' WHERE Id = @id", new { id, now = DateTimeOffset.UtcNow });

    private async Task DoAsync(string sql, object values)
    {
        await using var database = await city.Product.Place.Database.OpenAsync();
        (await database.ExecuteAsync(sql, values)).ShouldBe(1);
    }
}
