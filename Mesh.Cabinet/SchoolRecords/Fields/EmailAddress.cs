namespace Mesh.Cabinet.SchoolRecords.Fields;

/// <summary>An e-mail address as it is compared: trimmed, without case (E8).</summary>
public sealed record EmailAddress
{
    /// <summary>RFC 5321 §4.5.3.1.3: a path has at most 256 octets, two of them brackets.</summary>
    public const int MaxLength = 254;

    private EmailAddress(string folded) => Folded = folded;

    /// <summary>The address in lower case.</summary>
    public string Folded { get; }

    /// <summary>Null if the text is no address: one @ with something on both sides, no white space or control character.</summary>
    public static EmailAddress? TryParse(string? text)
    {
        // What is cut to a length elsewhere must not become an address by it.
        if (text?.Length > MaxLength)
            return null;

        // Composed before and after: of some letters only the capital combines with the mark behind it, of some only the small one.
        var folded = text is null ? null : WholeText.Of(text).Normalize().Trim().ToLowerInvariant().Normalize();
        if (folded is null || folded.Length is 0 or > MaxLength || folded.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            return null;

        var at = folded.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < folded.Length - 1 && folded.LastIndexOf('@') == at ? new EmailAddress(folded) : null;
    }

    public override string ToString() => "***";
}
