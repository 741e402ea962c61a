using System.Text.Json;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>Members of a token's JSON, none of which need be there or of its type.</summary>
internal static class Claims
{
    // 9999-12-31, the last moment that there is here.
    private const double MaxSeconds = 253_402_300_799;

    public static string? TextOf(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    public static JsonElement? ObjectOf(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object ? value : null;

    /// <summary>A NumericDate (RFC 7519 §2), which may have a fraction.</summary>
    public static DateTimeOffset? MomentOf(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number
            && value.TryGetDouble(out var seconds) && seconds > 0 ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Min(seconds, MaxSeconds)) : null;
}
