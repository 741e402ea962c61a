using System.Globalization;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk.People;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Desk.Audit;

/// <summary>What was typed into the search, made into a filter: people within the operator's schools, hands from anywhere, days of Moscow.</summary>
internal sealed class TrailQuery(PeopleSearch people, IPeopleByName names, ISchoolRecords records)
{
    public async Task<TrailFilter> OfAsync(CaseOperator by, string? person, string? hand, string? happened, DateOnly? from, DateOnly? to, CancellationToken cancellation)
    {
        IReadOnlyList<string>? found = string.IsNullOrWhiteSpace(person) ? null : [.. (await people.FindAsync(by, person, cancellation)).Select(one => one.Id)];
        return new TrailFilter(
            found, string.IsNullOrWhiteSpace(hand) ? null : await HandsAsync(hand.Trim(), cancellation), string.IsNullOrWhiteSpace(happened) ? null : happened,
            from is { } first ? MoscowClock.StartOf(first) : null, to is { } last ? MoscowClock.StartOf(last.AddDays(1)) : null);
    }

    /// <summary>«2026-09-01»; null for anything else.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 3000 ? day : null;

    // Whose hand it was may be of another school; what is found is the operator's all the same.
    private async Task<IReadOnlyList<string>> HandsAsync(string hand, CancellationToken cancellation)
    {
        if (DeskText.AuditSupport.StartsWith(hand, StringComparison.CurrentCultureIgnoreCase) || hand == AuditEntry.BySupport)
            return [AuditEntry.BySupport];
        return await records.FindAsync(hand, cancellation) is { } one ? [one.Id] : await names.FindAsync(hand, null, PeopleSearch.Most, cancellation);
    }
}
