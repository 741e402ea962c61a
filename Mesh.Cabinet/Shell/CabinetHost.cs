using System.CommandLine;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell.Telemetry;
using Microsoft.AspNetCore.Connections;

namespace Mesh.Cabinet.Shell;

/// <summary>Starts the program either as the web application or as one of its commands.</summary>
internal static class CabinetHost
{
    private const int WrongSettings = 1;
    private const int CannotListen = 2;
    private const int Failed = 1;
    private static readonly string[] Questions = ["--help", "-h", "-?", "--version"];

    /// <summary>A builder that reads <c>appsettings.json</c> and the pages' files from beside the program, wherever it is started.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        // Files of wwwroot are found in a build's output too, whatever the environment is called.
        builder.WebHost.UseStaticWebAssets();
        return builder;
    }

    /// <summary>
    /// Runs the command that the arguments name, or serves. A command starts no hosted service and opens no port.
    /// </summary>
    /// <param name="site">Lays out what the web application answers.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(this WebApplication app, string[] args, Action<WebApplication> site)
    {
        // Settings come first: most of what follows cannot even be made with wrong ones. A command needs the database's alone, and
        // a question for help none.
        var isCommand = args is [var first, ..] && IsCommand(first);
        var isQuestion = isCommand && Questions.Intersect(args).Any();
        var checks = isCommand
            ? [() => DatabaseFeature.Faults(app.Configuration, app.Environment.IsDevelopment()), () => TelemetryOptions.Of(app.Configuration).Faults()]
            : app.Services.GetServices<SettingsCheck>().Select(check => check.Faults);
        if (!isQuestion && !SettingsGate.Passes(checks))
            return WrongSettings;

        if (isCommand)
        {
            var root = new RootCommand(ShellText.ProgramAbout);
            foreach (var command in app.Services.GetServices<Command>())
                root.Subcommands.Add(command);
            using var telemetry = TelemetryFeature.WatchCommand(app.Services);
            return await InvokeAsync(root, args);
        }

        site(app);
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            Terminal.Error.WriteLine(ShellText.PortTaken, failure.Message);
            return CannotListen;
        }
        catch (Exception failure) when (TellOfDatabase(failure))
        {
            return WrongSettings;
        }
    }

    private static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
        catch (Exception failure) when (TellOfDatabase(failure))
        {
            return Failed;
        }
        catch (Exception failure)
        {
            // What nobody expected is shown whole.
            Terminal.Error.WriteLine(failure.ToString());
            return Failed;
        }
    }

    // A database that is away or not set up is nobody's fault in the program: the operator needs its number and no stack.
    private static bool TellOfDatabase(Exception failure)
    {
        if (!DatabaseFault.IsOne(failure))
            return false;

        Terminal.Error.WriteLine(DatabaseFault.Tell(failure));
        return true;
    }

    // All else on the command line is a setting («--Key=value», «Key=value», «/Key=value»). A command that is misspelt must be said
    // to be none, and not serve.
    private static bool IsCommand(string first) =>
        Questions.Contains(first) || (!first.StartsWith('-') && !first.StartsWith('/') && !first.Contains('=', StringComparison.Ordinal));
}
