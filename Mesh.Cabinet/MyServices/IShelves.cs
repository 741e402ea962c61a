namespace Mesh.Cabinet.MyServices;

/// <summary>Shelves as the server keeps them, so that they are the same on every device.</summary>
internal interface IShelves
{
    Task<Shelf> FindAsync(string personId, CancellationToken cancellation);

    Task SaveAsync(string personId, Shelf shelf, CancellationToken cancellation);
}
