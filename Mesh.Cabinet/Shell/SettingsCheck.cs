namespace Mesh.Cabinet.Shell;

/// <summary>A feature's look at its own settings: every fault, with the key that has to change.</summary>
public sealed record SettingsCheck(Func<IEnumerable<string>> Faults);

/// <summary>Stops a start whose settings cannot work, and lists all the faults at once.</summary>
internal static class SettingsGate
{
    /// <returns>Whether the program may go on.</returns>
    public static bool Passes(params IEnumerable<Func<IEnumerable<string>>> checks)
    {
        var faults = checks.SelectMany(Look).Distinct(StringComparer.Ordinal).ToList();
        if (faults.Count == 0)
            return true;

        Terminal.Error.WriteLine(ShellText.SettingsFaults);
        foreach (var fault in faults)
            Terminal.Error.WriteLine("  {0}", fault);
        return false;
    }

    private static IReadOnlyList<string> Look(Func<IEnumerable<string>> check)
    {
        try
        {
            return [.. check()];
        }
        catch (InvalidOperationException fault)
        {
            // A value that is not of its type: the binder names the key.
            return [fault.Message];
        }
    }
}
