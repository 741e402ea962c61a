namespace Mesh.Cabinet.Database;

/// <summary>Files beside the database that only the account which runs the program may read.</summary>
internal static class OwnFiles
{
    private const UnixFileMode OfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfFolder = OfFile | UnixFileMode.UserExecute;

    /// <summary>Makes the folder where it is missing; one that is there keeps the rights that somebody gave it.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OfFolder);
    }

    /// <summary>Why a SQLite database cannot be kept where the settings say, or null. The folder is made where it is missing.</summary>
    public static string? Fault(CabinetDatabase database)
    {
        if (database.Provider is not DatabaseProvider.Sqlite)
            return null;

        try
        {
            MakeFolder(database.Folder);
            // SQLite makes files of its own beside it.
            var trial = Path.Combine(database.Folder, $".trial.{Environment.ProcessId}");
            Make(trial).Dispose();
            File.Delete(trial);
            if (File.Exists(database.File))
                new FileStream(database.File, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
            return Directory.Exists(database.File) ? $"names {database.File}, which is a folder" : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"leads to a place where this account may not read and write: {fault.Message}";
        }
    }

    /// <summary>An empty file, or the one that is there.</summary>
    /// <param name="share">What others may do with it meanwhile.</param>
    public static FileStream Make(string path, FileShare share = FileShare.ReadWrite)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OfFile;
        return new FileStream(path, options);
    }
}
