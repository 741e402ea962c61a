namespace Mesh.Cabinet.Sandbox.Running;

/// <summary>The folder from which relative paths of the settings are taken; the product takes its own from the same one.</summary>
internal static class WorkingRoot
{
    public static string Resolve(string path) => System.IO.Path.GetFullPath(path, Find(Environment.CurrentDirectory));

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
