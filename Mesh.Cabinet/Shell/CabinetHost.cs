using System.CommandLine;

namespace Mesh.Cabinet.Shell;

/// <summary>Starts the program either as the web application or as one of its commands.</summary>
internal static class CabinetHost
{
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
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(this WebApplication app, string[] args)
    {
        var commands = app.Services.GetServices<Command>().ToList();
        if (commands.Exists(command => args is [var first, ..] && command.Name == first))
        {
            var root = new RootCommand(ShellText.ProgramAbout);
            commands.ForEach(root.Subcommands.Add);
            return await root.Parse(args).InvokeAsync();
        }

        if (!SettingsGate.Passes(app))
            return 1;

        await app.RunAsync();
        return 0;
    }
}
