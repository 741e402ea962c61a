namespace Mesh.Cabinet.Sandbox.CityMaking;
internal static class CityCommand { public static Task<int> RunAsync(string[] a, TextWriter o) => Task.FromResult(0); }
