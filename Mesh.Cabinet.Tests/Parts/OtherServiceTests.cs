using System.Text.Json;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>npm's <c>openid-client</c>, certified by the OpenID Foundation, as a service: what it refuses is no OpenID Connect.</summary>
public sealed class OtherServiceTests
{
    private const string Client = "other-service";
    private const string Secret = "a-secret-of-thirty-two-characters-or-more";

    [Theory(DisplayName = "OIDCC 3.1, RFC 9126, RFC 7009, RFC 7662, RIL 2: a certified client of another ecosystem signs in, asks, refreshes, revokes and signs out")]
    [InlineData("")]
    [InlineData("&pushed")]
    public async Task Whole(string how)
    {
        NodePart.Need();
        await using var service = await NodeProgram.StartAsync("service.mjs", ("CLIENT", Client), ("SECRET", Secret), ("SCOPE", "openid profile mesh.roles"));
        await using var product = await RunningProduct.StartAsync(
            ("Clients__0__ClientId", Client), ("Clients__0__Title", "Чужой сервис"), ("Clients__0__Secrets__0", Secret), ("Clients__0__Service", "journal"),
            ("Clients__0__Scopes__0", "profile"), ("Clients__0__Scopes__1", "mesh.roles"),
            ("Clients__0__RedirectUris__0", new Uri(service.Address, "/callback").ToString()), ("Clients__0__PostLogoutRedirectUris__0", new Uri(service.Address, "/left").ToString()));
        using var visitor = new HttpVisitor(product);
        await visitor.SignInAsync("petrova_anna", "Shkola-2026");

        var page = await visitor.OpenAsync(new Uri(service.Address, $"/login?issuer={Uri.EscapeDataString(product.Cabinet.ToString())}{how}").ToString());
        page.Text.ShouldStartWith("{", customMessage: service.Output);
        var told = JsonDocument.Parse(page.Text).RootElement;
        told.GetProperty("claims").GetProperty("acr").GetString().ShouldBe("urn:mesh:mos-ru");
        told.GetProperty("person").GetProperty("name").GetString().ShouldBe("Петрова Анна Сергеевна");
        foreach (var fact in new[] { "active", "renewed", "revoked" })
            told.GetProperty(fact).GetBoolean().ShouldBeTrue(fact);

        var left = await visitor.OpenAsync(told.GetProperty("leave").GetString()!);
        (left.Path, left.Text).ShouldBe(("/left", "{\"left\":\"left\"}"));
    }
}
