using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Desk.Classes;

/// <summary>How far somebody of a class has come.</summary>
public enum PupilState
{
    /// <summary>Nobody has come with this record yet.</summary>
    NotSeen,

    /// <summary>Came in, and has not activated the account.</summary>
    NotActivated,

    Done,
}

/// <summary>Somebody of a class, with the login where there is one.</summary>
public sealed record PupilProgress(Pupil Pupil, PupilState State, string? Login);

/// <summary>A class in numbers.</summary>
public sealed record ClassProgress(SchoolClass Class, int Pupils, int Seen, int Done);

/// <summary>Who of a class has access and has activated; only for classes of the operator's schools.</summary>
internal sealed class ClassesQuery(IClasses classes, ITiedPeople ties, IIssuedLogins logins, MoscowClock clock)
{
    public Task<IReadOnlyList<NamedSchool>> SchoolsAsync(CaseOperator by, CancellationToken cancellation) => classes.SchoolsAsync(by.IsCity ? null : by.Schools, cancellation);

    /// <returns>Null where the school is not the operator's.</returns>
    public async Task<IReadOnlyList<ClassProgress>?> OfSchoolAsync(CaseOperator by, string schoolId, CancellationToken cancellation)
    {
        if (!IsTheirs(by, schoolId))
            return null;

        var all = await classes.OfSchoolAsync(schoolId, cancellation);
        var pupils = await OfAsync([.. all.Select(one => one.Id)], cancellation);
        return [.. all.Select(one => pupils[one.Id].ToList() is var own
            ? new ClassProgress(one, own.Count, own.Count(pupil => pupil.State is not PupilState.NotSeen), own.Count(pupil => pupil.State is PupilState.Done))
            : null!)];
    }

    /// <returns>Null where there is no such class in the operator's schools.</returns>
    public async Task<(SchoolClass Class, IReadOnlyList<PupilProgress> Pupils)?> FindAsync(CaseOperator by, string classId, CancellationToken cancellation) =>
        await classes.FindAsync(classId, cancellation) is { } found && IsTheirs(by, found.SchoolId)
            ? (found, [.. (await OfAsync([classId], cancellation))[classId]])
            : null;

    private async Task<ILookup<string, PupilProgress>> OfAsync(IReadOnlyList<string> classIds, CancellationToken cancellation)
    {
        var pupils = await classes.PupilsAsync(classIds, clock.Today, cancellation);
        string[] ids = [.. pupils.Select(pupil => pupil.Id).Distinct(StringComparer.Ordinal)];
        var seen = await ties.OfAsync(ids, cancellation);
        var issued = await logins.OfAsync(ids, cancellation);
        return pupils.ToLookup(pupil => pupil.ClassId, pupil => new PupilProgress(pupil, StateOf(pupil.Id), issued.GetValueOrDefault(pupil.Id)), StringComparer.Ordinal);

        PupilState StateOf(string id) => issued.ContainsKey(id) ? PupilState.Done : seen.Contains(id) ? PupilState.NotActivated : PupilState.NotSeen;
    }

    private static bool IsTheirs(CaseOperator by, string schoolId) => by.IsCity || by.Schools.Contains(schoolId, StringComparer.Ordinal);
}
