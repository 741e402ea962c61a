namespace Mesh.Cabinet.SchoolRecords.Import.Checking;

/// <summary>Tells what is right and wrong in a package.</summary>
internal static class CheckReport
{
    private const int MaxOfOneSort = 20;

    /// <returns>The exit code: 0, 1 if rows would be refused, 2 if nothing could be read.</returns>
    public static int Write(CheckedPackage package)
    {
        if (package.Outcome is not ImportOutcome.Done { Total: var total })
            return ImportReport.Write(package.Outcome);

        foreach (var sort in package.BySpecification.GroupBy(finding => (finding.File, finding.Column, finding.Reason)))
        {
            foreach (var finding in sort.Take(MaxOfOneSort))
                Terminal.Out.WriteLine(ImportText.SpecFinding, finding);
            if (sort.Count() > MaxOfOneSort)
                Terminal.Out.WriteLine(ImportText.SpecMore, sort.Key.File, sort.Key.Column, sort.Count() - MaxOfOneSort);
        }

        foreach (var (file, rows) in package.Rows)
        {
            if (package.BySpecification.Count(finding => finding.File == file) is > 0 and var wrong)
                Terminal.Out.WriteLine(ImportText.SpecFileWrong, file, rows, wrong);
            else
                Terminal.Out.WriteLine(ImportText.SpecFileRight, file, rows);
        }

        if (package.BySpecification.Count > 0)
            Terminal.Out.WriteLine(ImportText.SpecWrong, package.Version, package.BySpecification.Count);
        else
            Terminal.Out.WriteLine(ImportText.SpecRight, package.Version);
        if (total.Refused > 0)
            Terminal.Out.WriteLine(ImportText.CheckRefuses, total.Added, total.Refused);
        else
            Terminal.Out.WriteLine(ImportText.CheckTakesAll, total.Added);
        return total.Refused > 0 ? 1 : 0;
    }
}
