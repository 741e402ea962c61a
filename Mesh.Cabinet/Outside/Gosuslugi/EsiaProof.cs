using System.Globalization;
using System.Text;
using Mesh.Cabinet.Outside.MosRu;
using Microsoft.IdentityModel.Tokens;

namespace Mesh.Cabinet.Outside.Gosuslugi;

/// <summary>
/// How ЕСИА knows a client: by no secret that stays, but by a signature over the request and its moment, in the place of the secret.
/// </summary>
internal static class EsiaProof
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    /// <summary>Signs what a request says; it must hold its <c>scope</c>, <c>state</c> and <c>redirect_uri</c>, and its <c>code</c> where there is one.</summary>
    public static void Apply(IDictionary<string, string> request, IdentityProviderOptions settings, DateTimeOffset now)
    {
        request["client_id"] = settings.ClientId;
        request["timestamp"] = TimeZoneInfo.ConvertTime(now, Moscow).ToString("yyyy.MM.dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        request["access_type"] = "offline";
        request["client_certificate_hash"] = settings.Esia.CertificateHash;
        request["client_secret"] = Base64UrlEncoder.Encode(GostKey.Read(settings.Esia.Key)!.Sign(Encoding.UTF8.GetBytes(Signed(request))));
    }

    /// <summary>The words that are signed, without anything between them.</summary>
    internal static string Signed(IDictionary<string, string> request) => string.Concat(
        new[] { "client_id", "scope", "timestamp", "state", "redirect_uri", "code" }.Select(name => request.TryGetValue(name, out var value) ? value : ""));

    /// <summary>The same for what is sent to the token endpoint, whose <c>state</c> is one of its own.</summary>
    public static void ApplyToForm(IDictionary<string, string> form, IdentityProviderOptions settings, DateTimeOffset now)
    {
        form["scope"] = string.Join(' ', settings.ScopeList);
        form["state"] = Guid.NewGuid().ToString();
        form["token_type"] = "Bearer";
        Apply(form, settings, now);
    }
}
