using System.Text.Json;
using Mesh.Cabinet.Database;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.OwnData;

/// <summary>
/// What was erased, kept outside the database: a backup that is restored brings back what was erased since, and this list does not come with
/// it. A line for each step, only ever added.
/// </summary>
internal sealed class ErasureList(CabinetDatabase database, IOptions<OwnDataOptions> options)
{
    private const string FileName = "erasures.jsonl";

    public string Path => options.Value.ErasureList is { Length: > 0 } named ? WorkingRoot.Resolve(named) : System.IO.Path.Combine(database.Folder, FileName);

    /// <summary>All erasures as they stand, the oldest first. A last line that a crash cut off is none.</summary>
    /// <exception cref="IOException">It is there and cannot be read.</exception>
    public async Task<IReadOnlyList<Erasure>> ReadAsync(CancellationToken cancellation)
    {
        if (!File.Exists(Path))
            return [];

        var found = new List<Erasure>();
        foreach (var line in await File.ReadAllLinesAsync(Path, cancellation))
        {
            if (TryRead(line) is not { } step)
                continue;
            found.RemoveAll(one => one.Id == step.Id);
            found.Add(step);
        }

        return [.. found.OrderBy(one => one.BegunAt)];
    }

    /// <summary>On the disk before anything else is done.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write it.</exception>
    public async Task AddAsync(Erasure step, CancellationToken cancellation)
    {
        if (System.IO.Path.GetDirectoryName(Path) is { } folder)
            OwnFiles.MakeFolder(folder);
        await using var file = OwnFiles.Make(Path, FileShare.Read);
        file.Seek(0, SeekOrigin.End);
        // After a line that a crash cut off a new one begins.
        await file.WriteAsync((byte[])[(byte)'\n', .. JsonSerializer.SerializeToUtf8Bytes(step), (byte)'\n'], cancellation);
        file.Flush(flushToDisk: true);
    }

    private static Erasure? TryRead(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<Erasure>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
