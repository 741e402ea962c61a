using Mesh.Cabinet.SchoolRecords.Import.Rows;
using Mesh.Cabinet.SchoolRecords.Import.Staging;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>
/// Stops an import by which more people would lose access than any day in a school's life explains (E41): over 5 % of all who have it, or
/// over a third and twenty people of one school.
/// </summary>
internal sealed class AccessGuard(OrganisationChangesStore organisations, AccessChangesStore changes)
{
    private const int MaxPercent = 5;
    private const int MaxOfSchool = 20;
    private const int MaxPartOfSchool = 3;

    /// <summary>Lays out who has access before and after the staged rows; those who have none now only where it is asked for.</summary>
    public async Task PrepareAsync(ImportRun run, DateOnly today, bool withGains, CancellationToken cancellation)
    {
        await organisations.MarkAsync(run.Import, cancellation);
        await changes.PrepareAsync(run.Import, today, withGains, cancellation);
    }

    /// <summary>Who would gain and who would lose, school by school.</summary>
    public Task<IReadOnlyList<AccessChange>> FindChangesAsync(CancellationToken cancellation) => changes.FindAsync(cancellation);

    /// <returns>Null if the import is no cause for worry.</returns>
    public async Task<ImportOutcome.TooManyLosses?> FindTooManyAsync(ImportRun run, DateOnly today, CancellationToken cancellation)
    {
        var losing = await changes.CountLosingAsync(cancellation);
        if (losing == 0)
            return null;

        var entitled = await changes.CountEntitledAsync(today, cancellation);
        var schools = await changes.FindLossesAsync(today, MaxOfSchool + 1, cancellation);
        var tooMany = schools.Where(school => school.Losing * MaxPartOfSchool > school.Entitled).ToList();
        return losing * 100L > entitled * (long)MaxPercent || tooMany.Count > 0
            ? new ImportOutcome.TooManyLosses(losing, entitled, tooMany, [.. run.HasUnreadableIds.OrderBy(kind => kind.Order).Select(kind => kind.File).Distinct()])
            : null;
    }
}
