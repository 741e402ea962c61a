using System.Runtime.CompilerServices;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Desk.Classes;

/// <summary>Whoever may look at classes: an operator at those of the own schools, a teacher at the own ones, and changes nothing (D22).</summary>
/// <param name="Operator">Null for a teacher alone.</param>
public sealed record ClassViewer(CaseOperator? Operator, IReadOnlyList<SchoolClass> Own)
{
    public bool Sees(SchoolClass one) => Operator?.Covers(one.SchoolId) == true || Own.Any(own => own.Id == one.Id);
}

/// <summary>Says who may look at which classes. Asked anew for every page: a right ends with the post.</summary>
public interface IClassViewers
{
    /// <returns>Null for whoever is neither an operator nor teaches a class.</returns>
    Task<ClassViewer?> FindAsync(Session session, CancellationToken cancellation);
}

/// <inheritdoc cref="IClassViewers"/>
internal sealed class ClassViewers(IOperators operators, ITies ties, ISchoolRecords records, IClasses classes, MoscowClock clock) : IClassViewers
{
    // A remembered record stays the same object until an import changes anything, and a day changes who teaches.
    private static readonly ConditionalWeakTable<PersonRecord, Taught> Remembered = [];

    public async Task<ClassViewer?> FindAsync(Session session, CancellationToken cancellation)
    {
        // A bound device is good for its own service (D20).
        if (session.DeviceId is not null)
            return null;

        var record = await ties.FindAsync(session.Profile.Provider, session.Profile.Subject, cancellation) is { } id ? await records.FindAsync(id, cancellation) : null;
        // Every page of the cabinet asks for its menu: most people are no operators, and nothing more is looked at for them.
        var by = record is null || operators.CouldBe(session.Profile, record) ? await operators.FindAsync(session, cancellation) : null;
        var own = record is { IsWithdrawn: false } && AccessRules.CurrentPosts(record, PersonRole.Staff, clock.Today).Count > 0 ? await OwnAsync(record, cancellation) : [];
        return by is null && own.Count == 0 ? null : new ClassViewer(by, own);
    }

    private async Task<IReadOnlyList<SchoolClass>> OwnAsync(PersonRecord person, CancellationToken cancellation)
    {
        if (Remembered.TryGetValue(person, out var earlier) && earlier.Day == clock.Today)
            return earlier.Classes;

        var taught = await classes.TaughtByAsync(person.Id, clock.Today, cancellation);
        Remembered.AddOrUpdate(person, new Taught(clock.Today, taught));
        return taught;
    }

    private sealed record Taught(DateOnly Day, IReadOnlyList<SchoolClass> Classes);
}
