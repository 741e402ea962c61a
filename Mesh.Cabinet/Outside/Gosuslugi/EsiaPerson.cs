using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Mesh.Cabinet.Outside.MosRu;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Mesh.Cabinet.Outside.Gosuslugi;

/// <summary>ЕСИА has no userinfo: the person and their contacts are asked for by REST, and become claims by our names of them.</summary>
internal static class EsiaPerson
{
    private static readonly (string Type, string Claim)[] Contacts = [("MBT", "phone_number"), ("EML", "email")];

    /// <exception cref="AuthenticationFailureException">What came is about nobody.</exception>
    public static async Task AddAsync(HttpClient http, string authority, string accessToken, ClaimsIdentity person, CancellationToken cancellation)
    {
        var oid = OidOf(accessToken) ?? person.FindFirst("sub")?.Value ?? throw new AuthenticationFailureException("The tokens name nobody.");
        if (person.FindFirst("sub") is { } subject && subject.Value != oid)
            throw new AuthenticationFailureException("The two tokens name different people.");

        var address = $"{authority.TrimEnd('/')}/rs/prns/{Uri.EscapeDataString(oid)}";
        using var told = await AskAsync(http, address, accessToken, cancellation);
        using var contacts = await AskAsync(http, address + "/ctts?embed=(elements)", accessToken, cancellation);
        foreach (var (theirs, ours) in new[]
            { ("lastName", "family_name"), ("firstName", "given_name"), ("middleName", "middle_name"), ("snils", "snils"), ("trusted", "trusted") })
        {
            if (Text(told.RootElement, theirs) is { } value)
                person.AddClaim(new Claim(ours, value));
        }

        foreach (var (type, claim) in Contacts)
            AddContact(contacts.RootElement, type, claim, person);
    }

    // Of several of a kind one that is verified counts.
    private static void AddContact(JsonElement contacts, string type, string claim, ClaimsIdentity person)
    {
        if (!contacts.TryGetProperty("elements", out var elements) || elements.ValueKind is not JsonValueKind.Array)
            return;

        var own = elements.EnumerateArray().Where(contact => contact.ValueKind is JsonValueKind.Object && Text(contact, "type") == type && Text(contact, "value") is not null)
            .OrderByDescending(IsVerified).ToList();
        if (own.Count == 0)
            return;
        person.AddClaim(new Claim(claim, Text(own[0], "value")!));
        person.AddClaim(new Claim(claim + "_verified", IsVerified(own[0]) ? "true" : "false"));
    }

    private static bool IsVerified(JsonElement contact) => Text(contact, "vrfStu") == "VERIFIED";

    private static string? OidOf(string accessToken)
    {
        try
        {
            return new JsonWebToken(accessToken).TryGetPayloadValue("urn:esia:sbj_id", out object? oid) ? Convert.ToString(oid, System.Globalization.CultureInfo.InvariantCulture) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static async Task<JsonDocument> AskAsync(HttpClient http, string address, string accessToken, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
        return document.RootElement.ValueKind is JsonValueKind.Object ? document : throw new AuthenticationFailureException("What came is no object.");
    }

    private static string? Text(JsonElement told, string name) => told.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        }
        : null;
}
