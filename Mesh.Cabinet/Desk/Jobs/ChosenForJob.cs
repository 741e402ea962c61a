using System.Globalization;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Desk.Jobs;

/// <summary>For whom an operator wants something done: a class, a school, or some cases.</summary>
/// <param name="Place">Null where cases were chosen.</param>
internal sealed record JobChoice(string Title, string? Place, IReadOnlyList<JobPerson> People, IReadOnlyList<long> Cases);

/// <summary>Reads the address that chose them; what is not the operator's is not there.</summary>
internal sealed class ChosenForJob(IClasses classes, IOrganisations organisations, MoscowClock clock)
{
    /// <summary>Cases that are chosen at once.</summary>
    public const int MostCases = 200;

    public static string OfClass(string id) => $"{JobEndpoint.Page}/new?class={Uri.EscapeDataString(id)}";

    public static string OfSchool(string id) => $"{JobEndpoint.Page}/new?school={Uri.EscapeDataString(id)}";

    public static string OfCases(IEnumerable<long> numbers) => $"{JobEndpoint.Page}/new?cases={string.Join(',', numbers.Take(MostCases))}";

    /// <returns>Null where there is nothing of the kind for this operator.</returns>
    public async Task<JobChoice?> FindAsync(CaseOperator by, string? classId, string? schoolId, string? cases, CancellationToken cancellation)
    {
        if (classId is not null)
            return await classes.FindAsync(classId, cancellation) is { } found && by.Covers(found.SchoolId) ? await OfClassAsync(found, cancellation) : null;
        if (schoolId is not null)
            return by.Covers(schoolId) && (await organisations.NamesAsync([schoolId], cancellation)).TryGetValue(schoolId, out var name) ? await OfSchoolAsync(schoolId, name, cancellation) : null;
        IReadOnlyList<long> numbers = [.. Numbers(cases).Distinct().Take(MostCases)];
        return numbers.Count == 0 ? null : new JobChoice(JobsText.ForCases, null, [], numbers);
    }

    private async Task<JobChoice> OfClassAsync(SchoolClass found, CancellationToken cancellation)
    {
        var pupils = await classes.PupilsAsync([found.Id], clock.Today, cancellation);
        var title = string.Format(JobsText.ForClass, found.Title, found.SchoolName);
        return new JobChoice(title, title, [.. pupils.Select(pupil => new JobPerson(pupil.Id, pupil.Name.Full, found.SchoolId))], []);
    }

    private async Task<JobChoice> OfSchoolAsync(string schoolId, string name, CancellationToken cancellation)
    {
        var members = await classes.MembersAsync(schoolId, clock.Today, cancellation);
        return new JobChoice(name, name, [.. members.Select(member => new JobPerson(member.Id, member.Name.Full, schoolId))], []);
    }

    private static IEnumerable<long> Numbers(string? typed)
    {
        foreach (var part in (typed ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                yield return number;
        }
    }
}
