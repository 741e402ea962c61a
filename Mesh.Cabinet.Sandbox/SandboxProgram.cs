using Mesh.Cabinet.Sandbox.CityMaking;
using Mesh.Cabinet.Sandbox.Running;

namespace Mesh.Cabinet.Sandbox;

/// <summary>Runs the city alone, or writes a new one: <c>city PATH [--people N] [--seed S] [--accounts N]</c>.</summary>
internal static class SandboxProgram
{
    public static async Task<int> Main(string[] args) => args is ["city", .. var rest]
        ? await CityCommand.RunAsync(rest, Console.Out)
        : await StandAlone.RunAsync(args);
}
