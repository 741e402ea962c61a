namespace Mesh.Cabinet.Notices;

/// <summary>Something that is told to everybody, or to all of one school, for a while.</summary>
/// <param name="SchoolId">Null for everybody, strangers on the landing page among them.</param>
public sealed record Notice(Guid Id, string Text, string? SchoolId, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset WrittenAt)
{
    /// <summary>Since when it can have been seen.</summary>
    public DateTimeOffset SeenSince => From > WrittenAt ? From : WrittenAt;
}

/// <summary>For which schools somebody may write and end notices.</summary>
/// <param name="IsCity">For everybody, and for every school.</param>
public sealed record NoticeScope(bool IsCity, IReadOnlyList<string> Schools);
