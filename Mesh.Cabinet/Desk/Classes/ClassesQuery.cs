using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Desk.Classes;

/// <summary>How far somebody of a class has come, and what stands in the way.</summary>
public enum PupilState
{
    /// <summary>Nobody can come with this record: it holds nothing by which its person is known.</summary>
    Unknowable,

    /// <summary>Nobody has come with this record yet.</summary>
    NotSeen,

    /// <summary>A case of theirs waits for an answer.</summary>
    Waits,

    /// <summary>Came in, and has not activated the account.</summary>
    NotActivated,

    Done,
}

/// <summary>Somebody of a class.</summary>
/// <param name="Login">Null while there is none.</param>
/// <param name="Case">Of the case that waits.</param>
public sealed record PupilProgress(Pupil Pupil, PupilState State, string? Login, SupportCaseKind? Case)
{
    /// <summary>Came in at least once.</summary>
    public bool IsSeen { get; init; }
}

/// <summary>How many of some people stand where.</summary>
public sealed record Progress(int Pupils, int Seen, int Done, IReadOnlyDictionary<PupilState, int> InTheWay)
{
    public static Progress Of(IReadOnlyCollection<PupilProgress> people) => new(
        people.Count, people.Count(one => one.IsSeen), people.Count(one => one.State is PupilState.Done),
        people.Where(one => one.State is not PupilState.Done).CountBy(one => one.State).OrderBy(pair => pair.Key).ToDictionary());

    public static Progress Of(IReadOnlyCollection<Progress> parts) => new(
        parts.Sum(part => part.Pupils), parts.Sum(part => part.Seen), parts.Sum(part => part.Done),
        parts.SelectMany(part => part.InTheWay).GroupBy(pair => pair.Key).OrderBy(group => group.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value)));
}

/// <summary>A class in numbers.</summary>
public sealed record ClassProgress(SchoolClass Class, Progress Progress);

/// <summary>Who of a class has access and has activated; only for classes that the viewer may see.</summary>
internal sealed class ClassesQuery(IClasses classes, ITiedPeople ties, IIssuedLogins logins, ICasesOfPeople cases, MoscowClock clock)
{
    /// <summary>Schools that an operator chooses from.</summary>
    public Task<IReadOnlyList<NamedSchool>> SchoolsAsync(CaseOperator by, CancellationToken cancellation) => classes.SchoolsAsync(by.IsCity ? null : by.Schools, cancellation);

    /// <returns>Null where the school is not the operator's.</returns>
    public async Task<IReadOnlyList<ClassProgress>?> OfSchoolAsync(ClassViewer by, string schoolId, CancellationToken cancellation) =>
        by.Operator?.Covers(schoolId) == true ? await InNumbersAsync(await classes.OfSchoolAsync(schoolId, cancellation), cancellation) : null;

    /// <summary>The classes that the viewer teaches.</summary>
    public Task<IReadOnlyList<ClassProgress>> OwnAsync(ClassViewer by, CancellationToken cancellation) => InNumbersAsync(by.Own, cancellation);

    /// <returns>Null where there is no such class for the viewer.</returns>
    public async Task<(SchoolClass Class, IReadOnlyList<PupilProgress> Pupils)?> FindAsync(ClassViewer by, string classId, CancellationToken cancellation) =>
        await classes.FindAsync(classId, cancellation) is { } found && by.Sees(found)
            ? (found, [.. (await OfAsync([classId], cancellation))[classId]])
            : null;

    private async Task<IReadOnlyList<ClassProgress>> InNumbersAsync(IReadOnlyList<SchoolClass> all, CancellationToken cancellation)
    {
        var pupils = await OfAsync([.. all.Select(one => one.Id)], cancellation);
        return [.. all.Select(one => new ClassProgress(one, Progress.Of([.. pupils[one.Id]])))];
    }

    private async Task<ILookup<string, PupilProgress>> OfAsync(IReadOnlyList<string> classIds, CancellationToken cancellation)
    {
        var pupils = await classes.PupilsAsync(classIds, clock.Today, cancellation);
        string[] ids = [.. pupils.Select(pupil => pupil.Id).Distinct(StringComparer.Ordinal)];
        var seen = await ties.OfAsync(ids, cancellation);
        var issued = await logins.OfAsync(ids, cancellation);
        var waiting = await cases.OpenOfAsync(ids, cancellation);
        return pupils.ToLookup(pupil => pupil.ClassId, Of, StringComparer.Ordinal);

        PupilProgress Of(Pupil pupil)
        {
            SupportCaseKind? kind = waiting.TryGetValue(pupil.Id, out var open) ? open : null;
            var isSeen = issued.ContainsKey(pupil.Id) || seen.Contains(pupil.Id);
            var state = issued.ContainsKey(pupil.Id) ? PupilState.Done
                : kind is not null ? PupilState.Waits
                : isSeen ? PupilState.NotActivated
                : pupil.IsKnowable ? PupilState.NotSeen : PupilState.Unknowable;
            return new PupilProgress(pupil, state, issued.GetValueOrDefault(pupil.Id), kind) { IsSeen = isSeen };
        }
    }
}
