using System.Collections.Concurrent;
using System.Text.Json;
using Mesh.Cabinet.Sandbox.Running;

namespace Mesh.Cabinet.Sandbox.Panels;

/// <summary>What the panel shows while it waits (RFC 8628 §3.2).</summary>
public sealed record PanelWait(string DeviceCode, string UserCode, string Address, string Number, DateTimeOffset ExpiresAt)
{
    public TimeSpan Interval { get; set; }

    public DateTimeOffset AskAt { get; set; }
}

/// <summary>How the waiting stands: an access token once somebody has said yes, or the protocol's word for why not.</summary>
internal sealed record PanelState(string? AccessToken, string Error);

/// <summary>Signs somebody in on the panel, as any panel would: it asks for a code, shows it, and asks again and again (RFC 8628).</summary>
internal sealed class PanelDoor(IHttpClientFactory clients, SandboxSettings settings, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, PanelWait> waits = new();

    /// <returns>Null if the cabinet is not there.</returns>
    public async Task<Guid?> BeginAsync(CancellationToken cancellation)
    {
        if (await AskAsync("device_authorization_endpoint", new() { ["scope"] = "openid profile" }, cancellation) is not { } told || !told.TryGetProperty("device_code", out var code))
            return null;

        var now = time.GetUtcNow();
        var wait = new PanelWait(
            code.GetString()!, told.GetProperty("user_code").GetString()!, told.GetProperty("verification_uri_complete").GetString()!,
            told.GetProperty("mesh_number").GetString()!, now + TimeSpan.FromSeconds(told.GetProperty("expires_in").GetInt32()))
        {
            Interval = TimeSpan.FromSeconds(told.GetProperty("interval").GetInt32()),
        };
        wait.AskAt = now + wait.Interval;
        foreach (var old in waits.Where(old => old.Value.ExpiresAt < now))
            waits.TryRemove(old);
        var id = Guid.NewGuid();
        waits[id] = wait;
        return id;
    }

    public PanelWait? Find(Guid id) => waits.GetValueOrDefault(id);

    public async Task<PanelState> LookAsync(PanelWait wait, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now < wait.AskAt)
            return new(null, "authorization_pending");

        wait.AskAt = now + wait.Interval;
        if (await AskAsync("token_endpoint", new() { ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code", ["device_code"] = wait.DeviceCode }, cancellation) is not { } told)
            return new(null, "authorization_pending");
        if (told.TryGetProperty("access_token", out var token))
            return new(token.GetString(), "");
        var error = told.GetProperty("error").GetString()!;
        if (error == "slow_down")
            wait.Interval += TimeSpan.FromSeconds(5);
        return new(null, error);
    }

    private async Task<JsonElement?> AskAsync(string endpoint, Dictionary<string, string> form, CancellationToken cancellation)
    {
        try
        {
            using var http = clients.CreateClient();
            var provider = await http.GetFromJsonAsync<JsonElement>(settings.InCabinet("/.well-known/openid-configuration"), cancellation);
            form["client_id"] = ClassroomPanel.Id;
            form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            form["client_assertion"] = ClassroomPanel.Shared.Assert(provider.GetProperty("issuer").GetString()!);
            using var content = new FormUrlEncodedContent(form);
            using var answer = await http.PostAsync(new Uri(provider.GetProperty(endpoint).GetString()!), content, cancellation);
            return await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException)
        {
            return null;
        }
    }
}
