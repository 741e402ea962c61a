using Spectre.Console;

namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>Shows an import while it runs: bars on a terminal, plain lines where the output goes to a file.</summary>
internal static class ImportConsole
{
    private static readonly TimeSpan LinePause = TimeSpan.FromSeconds(5);

    public static Task<T> RunAsync<T>(Func<ImportWatch, Task<T>> import) =>
        AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected ? WithBarsAsync(import) : WithLinesAsync(import);

    private static async Task<T> WithBarsAsync<T>(Func<ImportWatch, Task<T>> import) =>
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var tasks = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
                ProgressTask TaskOf(string name)
                {
                    if (!tasks.TryGetValue(name, out var task))
                        tasks[name] = task = context.AddTask(name, maxValue: 1);
                    return task;
                }

                void Show(ImportProgress progress)
                {
                    if (progress.File is null)
                    {
                        TaskOf(Title(progress.Step)).IsIndeterminate(true);
                        return;
                    }

                    var task = TaskOf(progress.File);
                    task.Description = Markup.Escape(Terminal.Visible(string.Format(ImportText.ReadingBar, progress.File, progress.Rows)));
                    task.Value = progress.Share;
                }

                return import(new ImportWatch(Show, finding => AnsiConsole.WriteLine(Terminal.Visible(Line(finding)))));
            });

    private static Task<T> WithLinesAsync<T>(Func<ImportWatch, Task<T>> import)
    {
        long lastLine = 0;
        return import(new ImportWatch(
            progress =>
            {
                if (progress.File is null)
                {
                    Terminal.Out.WriteLine(Title(progress.Step));
                }
                else if (progress.Share >= 1 || Environment.TickCount64 - lastLine > LinePause.TotalMilliseconds)
                {
                    lastLine = Environment.TickCount64;
                    Terminal.Out.WriteLine(ImportText.Reading, progress.File, progress.Rows);
                }
            },
            finding => Terminal.Out.WriteLine("{0}", Line(finding))));
    }

    private static string Title(ImportStep step) => step is ImportStep.Comparing ? ImportText.Comparing : ImportText.Applying;

    private static string Line(ImportFinding finding) =>
        finding.IsRefusal ? finding.ToString() : string.Format(ImportText.Remark, finding);
}
