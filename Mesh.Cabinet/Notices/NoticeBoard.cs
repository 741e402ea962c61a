using System.Data.Common;

namespace Mesh.Cabinet.Notices;

/// <summary>What is told now. Read once in a while by each node, for the pages that ask are those that everybody opens.</summary>
public interface INotices
{
    /// <param name="schools">Ids of the schools that somebody belongs to; none for a stranger.</param>
    Task<IReadOnlyList<Notice>> ShownAsync(IReadOnlyCollection<string> schools, CancellationToken cancellation);
}

/// <inheritdoc cref="INotices"/>
internal sealed class NoticeBoard(NoticeStore store, TimeProvider time) : INotices
{
    /// <summary>A new notice is on every node after so long.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private volatile Read? last;

    public async Task<IReadOnlyList<Notice>> ShownAsync(IReadOnlyCollection<string> schools, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var read = last is { } before && now - before.At < Fresh ? before : last = await ReadAsync(now, cancellation);
        return [.. read.Notices.Where(notice => notice.From <= now && notice.Until > now && (notice.SchoolId is null || schools.Contains(notice.SchoolId)))];
    }

    // Without the database there is no news, and a page that needs none is shown as ever.
    private async Task<Read> ReadAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            return new Read(now, await store.CurrentAsync(cancellation));
        }
        catch (DbException)
        {
            return new Read(now, last?.Notices ?? []);
        }
    }

    private sealed record Read(DateTimeOffset At, IReadOnlyList<Notice> Notices);
}
