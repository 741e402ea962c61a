namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>Tells an operator how an import ended; the last line is for programs.</summary>
internal static class ImportReport
{
    private const int MaxSchools = 10;

    /// <returns>The exit code: 0, 1 if rows were refused, 2 if nothing was imported.</returns>
    public static int Write(ImportOutcome outcome)
    {
        switch (outcome)
        {
            case ImportOutcome.Done done:
                WriteDone(done);
                return done.Total.Refused > 0 ? 1 : 0;
            case ImportOutcome.NothingRead fault:
                Terminal.Out.WriteLine(ImportText.NothingRead, Place(fault) + fault.Reason);
                return 2;
            case ImportOutcome.TooManyLosses many:
                if (many.DryRun is { } wouldBe)
                    WriteDone(wouldBe);
                WriteTooMany(many);
                return 2;
            default:
                Terminal.Out.WriteLine(ImportText.AlreadyRunning);
                return 2;
        }
    }

    // To allow it is no advice while it may be rows that nobody could read.
    private static void WriteTooMany(ImportOutcome.TooManyLosses many)
    {
        Terminal.Out.WriteLine(ImportText.TooManyLosses, many.Losing, many.Entitled);
        foreach (var school in many.Schools.Take(MaxSchools))
            Terminal.Out.WriteLine(ImportText.AccessLoss, school.School, school.Losing, school.Entitled);
        if (many.UnreadableFiles.Count > 0)
            Terminal.Out.WriteLine(ImportText.MendRowsFirst, string.Join(", ", many.UnreadableFiles));
        else
            Terminal.Out.WriteLine(ImportText.AllowLosses);
    }

    private static void WriteDone(ImportOutcome.Done done)
    {
        var total = done.Total;
        foreach (var count in done.Counts.Append(total with { File = ImportText.Total }))
            Terminal.Out.WriteLine(ImportText.CountsLine, count.File, count.Added, count.Changed, count.Withdrawn, count.Refused);
        var isSame = total is { Added: 0, Changed: 0, Withdrawn: 0 };
        if (isSame)
            Terminal.Out.WriteLine(ImportText.NoChanges);
        if (done.AccessChanges is { } changes)
            WriteDryRun(changes);
        else if (!isSame)
            Terminal.Out.WriteLine(ImportText.Imported);
        Terminal.Out.WriteLine(FormattableString.Invariant(
            $"added={total.Added} changed={total.Changed} withdrawn={total.Withdrawn} refused={total.Refused}"));
    }

    private static void WriteDryRun(IReadOnlyList<AccessChange> changes)
    {
        Terminal.Out.WriteLine(ImportText.DryRun);
        Terminal.Out.WriteLine(ImportText.AccessChanges, changes.Sum(change => change.Gains), changes.Sum(change => change.Loses));
        foreach (var change in changes)
            Terminal.Out.WriteLine(ImportText.AccessChange, change.School, change.Gains, change.Loses);
    }

    private static string Place(ImportOutcome.NothingRead fault) => (fault.File, fault.Line) switch
    {
        (null, _) => "",
        (var file, null) => $"{file}: ",
        (var file, var line) => $"{file}:{line}: ",
    };
}
