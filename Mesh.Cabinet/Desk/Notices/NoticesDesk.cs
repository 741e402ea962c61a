using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Notices;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Desk.Notices;

/// <summary>An operator's notices: for their own schools, and for everybody by the city's.</summary>
internal sealed class NoticesDesk(INoticeWriting notices, MoscowClock clock)
{
    /// <summary>What a notice must be.</summary>
    public NoticeFormValidator Rules { get; } = new(clock);

    public Task<IReadOnlyList<Notice>> ListAsync(CaseOperator by, CancellationToken cancellation) => notices.ListAsync(Of(by), cancellation);

    /// <returns>False if it is not theirs to write, or is not as the rules want it.</returns>
    public async Task<bool> WriteAsync(CaseOperator by, NoticeForm typed, CancellationToken cancellation)
    {
        if (!(await Rules.ValidateAsync(typed, cancellation)).IsValid)
            return false;
        var now = clock.Now;
        var notice = new Notice(Guid.CreateVersion7(), typed.Text.Trim(), string.IsNullOrEmpty(typed.SchoolId) ? null : typed.SchoolId, MoscowClock.Moment(typed.From) ?? now, MoscowClock.Moment(typed.Until)!.Value, now);
        return await notices.WriteAsync(Of(by), notice, by.Key, cancellation);
    }

    public Task<bool> EndAsync(CaseOperator by, Guid id, CancellationToken cancellation) => notices.EndAsync(Of(by), id, by.Key, cancellation);

    private static NoticeScope Of(CaseOperator by) => new(by.IsCity, by.Schools);
}
