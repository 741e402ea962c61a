namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>Tells an operator how an import ended; the last line is for programs.</summary>
internal static class ImportReport
{
    /// <returns>The exit code: 0, 1 if rows were refused, 2 if nothing was imported.</returns>
    public static int Write(ImportOutcome outcome, TextWriter output)
    {
        switch (outcome)
        {
            case ImportOutcome.Done done:
                WriteDone(done, output);
                return done.Total.Refused > 0 ? 1 : 0;
            case ImportOutcome.NothingRead fault:
                output.WriteLine(ImportText.NothingRead, Place(fault) + fault.Reason);
                return 2;
            case ImportOutcome.TooManyWithdrawals many:
                output.WriteLine(ImportText.TooManyWithdrawals, many.Withdrawn, many.People);
                return 2;
            default:
                output.WriteLine(ImportText.AlreadyRunning);
                return 2;
        }
    }

    private static void WriteDone(ImportOutcome.Done done, TextWriter output)
    {
        var total = done.Total;
        foreach (var count in done.Counts.Append(total with { File = ImportText.Total }))
            output.WriteLine(ImportText.CountsLine, count.File, count.Added, count.Changed, count.Withdrawn, count.Refused);
        var isSame = total is { Added: 0, Changed: 0, Withdrawn: 0 };
        if (isSame)
            output.WriteLine(ImportText.NoChanges);
        if (done.AccessChanges is { } changes)
            WriteDryRun(changes, output);
        else if (!isSame)
            output.WriteLine(ImportText.Imported);
        output.WriteLine(FormattableString.Invariant(
            $"added={total.Added} changed={total.Changed} withdrawn={total.Withdrawn} refused={total.Refused}"));
    }

    private static void WriteDryRun(IReadOnlyList<AccessChange> changes, TextWriter output)
    {
        output.WriteLine(ImportText.DryRun);
        output.WriteLine(ImportText.AccessChanges, changes.Sum(change => change.Gains), changes.Sum(change => change.Loses));
        foreach (var change in changes)
            output.WriteLine(ImportText.AccessChange, change.School, change.Gains, change.Loses);
    }

    private static string Place(ImportOutcome.NothingRead fault) => (fault.File, fault.Line) switch
    {
        (null, _) => "",
        (var file, null) => $"{file}: ",
        (var file, var line) => $"{file}:{line}: ",
    };
}
