using System.Text.Json;
using Mesh.Cabinet.Sandbox.Running;
using Mesh.Cabinet.Sandbox.SignIn;

namespace Mesh.Cabinet.Sandbox.Citizens;

/// <summary>Reads <c>citizens.json</c> of a city's folder and says where it is wrong.</summary>
internal static class CityFile
{
    public const string Name = "citizens.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <exception cref="SandboxFault">The file is missing or wrong; the message names it and the place.</exception>
    public static async Task<City> ReadAsync(string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            await using var file = File.OpenRead(path);
            var citizens = await JsonSerializer.DeserializeAsync<List<Citizen?>>(file, Format, cancellation)
                ?? throw new SandboxFault($"{path}: the file holds null instead of a list of citizens.");
            Check(path, citizens);
            return new City(citizens!);
        }
        catch (JsonException failure)
        {
            throw new SandboxFault($"{path}: line {failure.LineNumber + 1}, {failure.Path}: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SandboxFault($"{path}: the city cannot be read. {failure.Message}", failure);
        }
    }

    private static void Check(string path, List<Citizen?> citizens)
    {
        var seen = new Dictionary<(string Via, string Sub), int>();
        for (var place = 0; place < citizens.Count; place++)
        {
            var fault = citizens[place] switch
            {
                null => "is null",
                { Sub: null or "" } => "has no sub",
                { Login: null or "" } => "has no login",
                { Password: null or "" } => "has no password",
                { Via: var via } when IdentityProvider.All.All(provider => provider.Via != via) => $"has via «{via}», which is neither mos.ru nor gosuslugi",
                { Via: var via, Sub: var sub } when !seen.TryAdd((via, sub), place) => $"has the same sub as citizen {seen[(via, sub)] + 1}",
                _ => null,
            };
            if (fault is not null)
                throw new SandboxFault($"{path}: citizen {place + 1} (login «{citizens[place]?.Login}») {fault}.");
        }
    }
}
