using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Shell;
using MudBlazor;

namespace Mesh.Cabinet.MyServices;

/// <summary>Support has asked the person something, or has settled a case in the last days.</summary>
internal sealed class AnsweredFront(IOwnCases cases, TimeProvider time) : ICabinetFront
{
    private static readonly TimeSpan ShownFor = TimeSpan.FromDays(7);

    public async Task<Front> OfAsync(Session session, Access access, CancellationToken cancellation)
    {
        var own = await cases.ListAsync(session.Profile.Provider, session.Profile.Subject, cancellation);
        var since = time.GetUtcNow() - ShownFor;
        var toDo = new List<ToDoItem>();
        if (own.FirstOrDefault(one => one.State is CaseState.WaitsForPerson) is { } asked)
            toDo.Add(new(25, Icons.Material.Rounded.MarkUnreadChatAlt, string.Format(MyServicesText.Asked, asked.Number), MyServicesText.Reply, $"/cabinet/requests/{asked.Number}"));
        if (own.FirstOrDefault(one => one.ClosedAt > since) is { } done)
            toDo.Add(new(30, Icons.Material.Rounded.MarkEmailRead, string.Format(MyServicesText.Answered, done.Number), MyServicesText.SeeAnswer, $"/cabinet/requests/{done.Number}"));
        return Front.With([.. toDo]);
    }
}
