namespace Mesh.Cabinet.SchoolRecords.Import;

/// <summary>Whether the records of the first start are there, for <c>/health/ready</c>.</summary>
public sealed class FirstImportState
{
    private volatile bool isDone;

    /// <summary>True when no first import is configured, or it is done.</summary>
    public bool IsDone
    {
        get => isDone;
        internal set => isDone = value;
    }
}
