using System.Globalization;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Desk.Records;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Desk.Numbers;

/// <summary>The numbers of an operator's schools, or of one of them, as tables.</summary>
internal sealed class NumbersQuery(DeskNumbersStore store, RecordRemarksStore remarks, MoscowClock clock)
{
    /// <summary>Days of which numbers over time tell.</summary>
    public const int Days = 14;

    private const int MostReasons = 3;
    private const int SchoolsShown = 20;
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    public static readonly IReadOnlyList<string> Keys = ["roles", "grades", "schools", "refusals", "ages", "answers", "directory", "imports"];

    /// <returns>Null where there is no such table.</returns>
    public async Task<NumberTable?> FindAsync(CaseOperator by, string key, string? schoolId, CancellationToken cancellation) => key switch
    {
        "roles" => People("roles", DeskText.NumbersRoles, DeskText.NumbersRole, (await store.ByRoleAsync(by, schoolId, cancellation)).Select(one => one with { Name = one.Name == "student" ? DeskText.NumbersStudents : DeskText.NumbersStaff })),
        "grades" => People("grades", DeskText.NumbersGrades, DeskText.NumbersGrade, Ordered(await store.ByGradeAsync(by, schoolId, cancellation))),
        "schools" => People("schools", DeskText.NumbersSchools, DeskText.ColumnSchool, (await store.BySchoolAsync(by, schoolId, cancellation)).OrderBy(Share).ThenBy(one => one.Name, StringComparer.CurrentCulture)) with { Most = SchoolsShown, HasLongNames = true, Note = DeskText.NumbersSchoolsNote },
        "refusals" => Refused(await store.RefusalsAsync(by, schoolId, clock.Today.AddDays(1 - Days), cancellation)),
        "ages" => Aged(await store.AgesAsync(by, schoolId, cancellation)),
        "answers" => await AnsweredAsync(by, schoolId, cancellation),
        "directory" => Lagging(await store.LagAsync(by, schoolId, cancellation)),
        "imports" => by.IsCity && schoolId is null ? Imported(await store.ImportsAsync(by, cancellation)) : Remarked(await remarks.ImportsAsync(by, schoolId is not null, schoolId, cancellation)),
        _ => null,
    };

    private static NumberTable People(string key, string title, string label, IEnumerable<PeopleCount> counts) => new(
        key, title, label, [new(DeskText.NumbersTotal), new(DeskText.NumbersActivated), new(DeskText.NumbersShare, IsShare: true)],
        [.. counts.Select(one => new NumberRow(one.Name.Length == 0 ? DeskText.NumbersNoGrade : one.Name, [one.Total, one.Activated, Share(one)]))]);

    private static long Share(PeopleCount count) => Share(count.Activated, count.Total);

    private static long Share(int part, int whole) => whole == 0 ? 0 : 100L * part / whole;

    // «2» comes before «10»; what is no number comes last.
    private static IEnumerable<PeopleCount> Ordered(IEnumerable<PeopleCount> grades) =>
        grades.OrderBy(one => int.TryParse(one.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var grade) ? grade : int.MaxValue).ThenBy(one => one.Name, StringComparer.Ordinal);

    // The reasons that keep out most have a column each, the rest one together.
    private NumberTable Refused(IReadOnlyList<RefusalCount> counts)
    {
        var reasons = counts.GroupBy(one => Refusals.Words(one.Field, one.Reason)).OrderByDescending(group => group.Sum(one => one.Total)).Select(group => group.Key).Take(MostReasons).ToList();
        var byDay = counts.ToLookup(one => one.Day);
        var rows = LastDays().Select(day =>
        {
            var of = byDay[day].ToLookup(one => Refusals.Words(one.Field, one.Reason), one => (long)one.Total);
            List<long> values = [.. reasons.Select(reason => of[reason].Sum())];
            return new NumberRow(Written(day), [.. values, byDay[day].Sum(one => (long)one.Total) - values.Sum()]);
        });
        return new("refusals", DeskText.NumbersRefusals, DeskText.NumbersDay, [.. reasons.Append(DeskText.NumbersOtherReasons).Select(reason => new NumberColumn(CaseWords.Begin(reason)))], [.. rows])
        {
            IsStacked = true, Note = DeskText.NumbersRefusalsNote,
        };
    }

    private static NumberTable Aged(CaseAges ages) => new(
        "ages", DeskText.NumbersAges, DeskText.NumbersAge, [new(DeskText.NumbersCases)],
        [new(DeskText.NumbersAgeDay, [ages.Day]), new(DeskText.NumbersAgeThree, [ages.ThreeDays]), new(DeskText.NumbersAgeWeek, [ages.Week]), new(DeskText.NumbersAgeLonger, [ages.Longer])]);

    private async Task<NumberTable> AnsweredAsync(CaseOperator by, string? schoolId, CancellationToken cancellation)
    {
        var rows = new List<NumberRow>();
        foreach (var day in LastDays())
        {
            var of = await store.AnswersAsync(by, schoolId, MoscowClock.StartOf(day), MoscowClock.StartOf(day.AddDays(1)), cancellation);
            rows.Add(new NumberRow(Written(day), [of.InDay, of.Later, of.Opened - of.InDay - of.Later, Share(of.InDay, of.Opened)]));
        }

        return new("answers", DeskText.NumbersAnswers, DeskText.NumbersDay, [new(DeskText.NumbersInDay), new(DeskText.NumbersLater), new(DeskText.NumbersNoAnswer), new(DeskText.NumbersInDayShare, IsShare: true)], rows) { IsStacked = true };
    }

    private NumberTable Lagging(DirectoryLag lag) => new(
        "directory", DeskText.NumbersDirectory, DeskText.NumbersWhat, [new(DeskText.NumbersNow, IsShare: true)],
        [new(DeskText.NumbersWaiting, [lag.Waiting]), new(DeskText.NumbersLagMinutes, [lag.Since is { } since ? (long)Math.Max(0, (clock.Now - since).TotalMinutes) : 0])]) { Note = DeskText.NumbersDirectoryNote };

    private static NumberTable Imported(IReadOnlyList<ImportNumbers> imports) => new(
        "imports", DeskText.NumbersImports, DeskText.RecordsWhen, [new(DeskText.NumbersAdded), new(DeskText.NumbersChanged), new(DeskText.NumbersWithdrawn), new(DeskText.RecordsRefused)],
        [.. imports.Select(one => new NumberRow(MomentWords.Short(one.FinishedAt), [one.Added, one.Changed, one.Withdrawn, one.Refused]))]);

    private static NumberTable Remarked(IReadOnlyList<RemarkedImport> imports) => new(
        "imports", DeskText.NumbersImports, DeskText.RecordsWhen, [new(DeskText.RecordsRefused), new(DeskText.RecordsRemarks)],
        [.. imports.Select(one => new NumberRow(MomentWords.Short(one.FinishedAt), [one.Refused, one.Remarks]))]);

    private IEnumerable<DateOnly> LastDays() => Enumerable.Range(1 - Days, Days).Select(clock.Today.AddDays);

    private static string Written(DateOnly day) => day.ToString("dd.MM", Russian);
}
