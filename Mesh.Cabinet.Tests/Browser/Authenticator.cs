using System.Text.Json;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>Chromium's virtual authenticator in a visitor's page: a phone that knows its person by a finger.</summary>
internal sealed class Authenticator
{
    private readonly ICDPSession debugging;
    private readonly string id;

    private Authenticator(ICDPSession debugging, string id)
    {
        this.debugging = debugging;
        this.id = id;
    }

    public static async Task<Authenticator> AddAsync(Visitor visitor)
    {
        var session = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await session.SendAsync("WebAuthn.enable", new() { ["enableUI"] = false });
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return new Authenticator(session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>Whether the finger is the right one from now on.</summary>
    public Task KnowsItsPersonAsync(bool knows) =>
        debugging.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = id, ["isUserVerified"] = knows });

    /// <summary>Takes it away, as if the page were on another phone now.</summary>
    public Task RemoveAsync() => debugging.SendAsync("WebAuthn.removeVirtualAuthenticator", new() { ["authenticatorId"] = id });

    /// <summary>The passkeys on the phone.</summary>
    public async Task<IReadOnlyList<JsonElement>> PasskeysAsync() =>
        [.. (await debugging.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = id }))!.Value.GetProperty("credentials").EnumerateArray()];
}
