using System.Security.Cryptography;
using System.Text.Json;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Provider;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Tests.Parts;

/// <summary>npm's <c>openid-client</c> as a classroom panel: what it refuses is no device authorization grant.</summary>
public sealed class OtherPanelTests
{
    private const string Panel = "panel-of-node";

    [Fact(DisplayName = "RFC 8628, RFC 7523: a certified client of another ecosystem gets a code, waits, signs somebody in and refreshes")]
    public async Task Whole()
    {
        NodePart.Need();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var program = await NodeProgram.StartAsync("panel.mjs", ("CLIENT", Panel), ("KEY", Private(key)));
        await using var product = await RunningProduct.StartAsync(
            ("Panels__0__Id", Panel), ("Panels__0__SchoolId", "school-9101"), ("Panels__0__Title", "Актовый зал"), ("Panels__0__Jwks", ClassPanel.KeySet(key)));
        using var phone = new HttpVisitor(product);
        await phone.SignInAsync("petrova_anna", "Shkola-2026");

        using var panel = new HttpClient { BaseAddress = program.Address };
        var begun = JsonDocument.Parse(await panel.GetStringAsync($"/begin?issuer={Uri.EscapeDataString(product.Cabinet.ToString())}")).RootElement;
        var waiting = panel.GetStringAsync("/wait");
        (await ClassPanel.DecideAsync(phone, begun.GetProperty("user_code").GetString()!, begun.GetProperty("mesh_number").GetString())).Page.ShouldContain("Готово, панель открывается");
        var told = JsonDocument.Parse(await waiting).RootElement;
        told.GetProperty("person").GetProperty("name").GetString().ShouldBe("Петрова Анна Сергеевна");
        told.GetProperty("claims").GetProperty("aud").GetString().ShouldBe(Panel);
        told.GetProperty("renewed").GetBoolean().ShouldBeTrue();
    }

    private static string Private(ECDsa key)
    {
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key) { KeyId = "of-the-panel" });
        return JsonSerializer.Serialize(new { kty = jwk.Kty, crv = jwk.Crv, x = jwk.X, y = jwk.Y, d = jwk.D, kid = jwk.Kid });
    }
}
