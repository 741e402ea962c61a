using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using MudBlazor;

namespace Mesh.Cabinet.Contacts;

/// <summary>The school has changed the contacts after the person's request.</summary>
internal sealed class ContactsFront(ContactRequests requests) : ICabinetFront
{
    public async Task<Front> OfAsync(Session session, Access access, CancellationToken cancellation) =>
        await requests.AnsweredAsync(session, cancellation) is [var latest, ..]
            ? Front.With(new ToDoItem(35, Icons.Material.Rounded.MarkEmailRead, string.Format(ContactsText.FrontAnswered, latest), ContactsText.FrontSee, "/cabinet/contacts"))
            : Front.Nothing;
}
