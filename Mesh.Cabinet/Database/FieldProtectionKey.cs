using System.Security.Cryptography;

namespace Mesh.Cabinet.Database;

/// <summary>Finds the key of <see cref="FieldProtection"/>: the setting, or in Development a file made once beside the database.</summary>
internal static class FieldProtectionKey
{
    private const string FileName = "field-protection.key";
    private static readonly string NotAKey = $"must be {FieldProtection.KeySize} random bytes in Base64";

    /// <summary>Why the setting cannot be used in this environment, or null.</summary>
    public static string? Fault(string? setting, bool isDevelopment)
    {
        if (string.IsNullOrWhiteSpace(setting))
            return isDevelopment ? null : "is required outside Development";
        return TryParse(setting) is null ? NotAKey : null;
    }

    /// <summary>Which of the old keys cannot be used, and why.</summary>
    public static IEnumerable<(int Number, string Fault)> OldFaults(string? setting, IReadOnlyList<string> oldSettings)
    {
        var current = TryParse(setting ?? "");
        for (var number = 0; number < oldSettings.Count; number++)
        {
            var old = TryParse(oldSettings[number]);
            if (old is null)
                yield return (number, NotAKey);
            else if (current is not null && old.AsSpan().SequenceEqual(current))
                yield return (number, "must not be FieldProtection:Key itself");
        }
    }

    public static IEnumerable<byte[]> FindOld(IEnumerable<string> settings) =>
        settings.Select(setting => TryParse(setting) ?? throw new InvalidOperationException("FieldProtection:OldKeys holds what is not a valid key."));

    public static byte[] Find(string? setting, string folder)
    {
        if (!string.IsNullOrWhiteSpace(setting))
            return TryParse(setting) ?? throw new InvalidOperationException("FieldProtection:Key is not a valid key.");

        OwnFiles.MakeFolder(folder);
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            Make(path);
        return TryParse(File.ReadAllText(path)) ?? throw new InvalidOperationException($"{path} does not hold a key.");
    }

    // Two processes may start at once: the whole file appears in one move, and the slower one reads the faster one's.
    private static void Make(string path)
    {
        var draft = $"{path}.{Environment.ProcessId}";
        using (var writer = new StreamWriter(OwnFiles.Make(draft)))
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(FieldProtection.KeySize)));
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static byte[]? TryParse(string text)
    {
        var key = new byte[FieldProtection.KeySize + 1];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == FieldProtection.KeySize ? key[..length] : null;
    }
}
