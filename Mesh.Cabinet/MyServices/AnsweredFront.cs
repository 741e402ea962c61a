using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Shell;
using MudBlazor;

namespace Mesh.Cabinet.MyServices;

/// <summary>A request for access that was answered in the last days.</summary>
internal sealed class AnsweredFront(IAccessRequests requests) : ICabinetFront
{
    public async Task<Front> OfAsync(Session session, Access access, CancellationToken cancellation) =>
        await requests.AnsweredAsync(session, cancellation) is [var latest, ..]
            ? Front.With(new ToDoItem(30, Icons.Material.Rounded.MarkEmailRead, string.Format(MyServicesText.Answered, latest), MyServicesText.SeeAnswer, "/access"))
            : Front.Nothing;
}
