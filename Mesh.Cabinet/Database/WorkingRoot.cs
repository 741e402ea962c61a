namespace Mesh.Cabinet.Database;

/// <summary>The folder from which relative paths of the settings, such as <c>data/</c>, are taken.</summary>
public static class WorkingRoot
{
    /// <summary>The repository's root when the program runs from inside it, else the working folder.</summary>
    public static string Path { get; } = Find(Environment.CurrentDirectory);

    /// <summary>An absolute path; a relative one is taken from <see cref="Path"/>.</summary>
    public static string Resolve(string path) => System.IO.Path.GetFullPath(path, Path);

    private static string Find(string workingFolder)
    {
        for (var folder = new DirectoryInfo(workingFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Mesh.Cabinet.sln")))
                return folder.FullName;
        }

        return workingFolder;
    }
}
