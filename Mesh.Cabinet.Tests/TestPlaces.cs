namespace Mesh.Cabinet.Tests;

/// <summary>Folders that tests read from or write to.</summary>
internal static class TestPlaces
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Find();

    /// <summary>What is slow or random is taken whole, and not in the dose of a usual run.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("MESH_FULL") == "1";

    /// <summary>Where the browser journeys leave their pictures.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(Root, "screenshots")).FullName;

    /// <summary>On a build machine nobody looks at pictures, and drawing them takes minutes.</summary>
    public static bool KeepsPictures { get; } = Environment.GetEnvironmentVariable("CI") != "true";

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mesh.Cabinet.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
