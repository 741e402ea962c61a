using System.Security.Cryptography;
using System.Text;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Children;

/// <summary>How a word about the list of children ended.</summary>
internal abstract record ReportOutcome
{
    private ReportOutcome()
    {
    }

    /// <param name="Number">What the person is told; the same while the same is asked.</param>
    public sealed record Opened(long Number) : ReportOutcome;

    /// <summary>As many letters of the account wait as may (E55).</summary>
    public sealed record Full : ReportOutcome;

    /// <summary>No such child, or not this person's: one answer.</summary>
    public sealed record NotThere : ReportOutcome;
}

/// <summary>«Моего ребёнка нет в списке» and «Это не мой ребёнок»: a case for the school. Nothing else changes by it.</summary>
internal sealed class ReportFamily(ISupportCases cases, ILetterRoom room, IAccessCheck accessCheck, IFamilies families, MyChildren mine, MoscowClock clock)
{
    /// <param name="school">The child's school, if the parent names one; else it goes to the parent's own.</param>
    public async Task<ReportOutcome> MissingAsync(Session session, MissingChild child, ListedSchool? school, CancellationToken cancellation)
    {
        var key = KeyOf(session.Profile, child);
        if (await cases.FindOpenAsync(key, cancellation) is { } open)
            return new ReportOutcome.Opened(open);
        if (!await HasRoomAsync(session, cancellation))
            return new ReportOutcome.Full();

        var adult = await accessCheck.CheckAsync(session, cancellation) is { Person: { } person } ? person.Id : null;
        var draft = SupportCaseDraft.Of(SupportCaseKind.ChildMissing, session.Profile);
        // Whose record nobody knows has proven nothing to the school that is named: it gets the letter alone.
        if (adult is null && school is not null)
            draft = draft with { Profile = null, MosRuLogin = null };
        return new ReportOutcome.Opened(await cases.OpenAsync(draft with
        {
            PersonId = adult,
            SchoolId = school?.Id,
            OpenKey = key,
            Sought = new SoughtChild(child.Name!.Trim(), await KnownAsync(adult, cancellation), session.Profile).Write(),
            Message = string.Format(ChildrenText.MissingMessage, child.Name!.Trim(), Or(child.Class), school?.Name ?? ChildrenText.MissingUnsaid),
        }, cancellation));
    }

    public async Task<ReportOutcome> NotMineAsync(Session session, string childId, CancellationToken cancellation)
    {
        if (await mine.RightAsync(session, childId, cancellation) is not var (adultId, family))
            return new ReportOutcome.NotThere();
        if (await FindNotMineAsync(session, childId, cancellation) is { } open)
            return new ReportOutcome.Opened(open);
        if (!await HasRoomAsync(session, cancellation))
            return new ReportOutcome.Full();

        return new ReportOutcome.Opened(await cases.OpenAsync(SupportCaseDraft.Of(SupportCaseKind.NotMyChild, session.Profile) with
        {
            PersonId = adultId,
            About = childId,
            SchoolId = family.Child.Posts.FirstOrDefault(post => post is { Role: "student", IsWithdrawn: false })?.School.Id,
            OpenKey = KeyOf(session.Profile, childId),
            Message = string.Format(ChildrenText.NotMineMessage, ChildView.NameOf(family.Child)),
        }, cancellation));
    }

    /// <summary>The number of what was said of this child and is still open; null if nothing is.</summary>
    public Task<long?> FindNotMineAsync(Session session, string childId, CancellationToken cancellation) => cases.FindOpenAsync(KeyOf(session.Profile, childId), cancellation);

    private async Task<IReadOnlyList<string>> KnownAsync(string? adultId, CancellationToken cancellation) =>
        adultId is null ? [] : [.. (await families.ChildrenOfAsync(adultId, clock.Today, cancellation)).Select(child => child.Child.Id)];

    private Task<bool> HasRoomAsync(Session session, CancellationToken cancellation) => room.HasRoomAsync(session.Profile.Provider, session.Profile.Subject, cancellation);

    private static string Or(string? typed) => string.IsNullOrWhiteSpace(typed) ? ChildrenText.MissingUnsaid : typed.Trim();

    private static string KeyOf(CityProfile profile, string childId) => $"{SupportCaseDraft.KeyOf(SupportCaseKind.NotMyChild, profile.Provider, profile.Subject)}/{childId}";

    // One thread a child: what is typed may differ in signs, and stands in no key.
    private static string KeyOf(CityProfile profile, MissingChild child) =>
        $"{SupportCaseDraft.KeyOf(SupportCaseKind.ChildMissing, profile.Provider, profile.Subject)}/{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(PersonName.Fold(child.Name))))[..16]}";
}
