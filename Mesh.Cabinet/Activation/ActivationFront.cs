using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using MudBlazor;

namespace Mesh.Cabinet.Activation;

/// <summary>Whose account is not there yet is told so; who has one finds the login of Teams at its tile.</summary>
internal sealed class ActivationFront(IActivationQuery activation) : ICabinetFront
{
    public async Task<Front> OfAsync(Session session, Access access, CancellationToken cancellation) => await activation.FindAsync(session, access, cancellation) switch
    {
        ActivationState.Open or ActivationState.Reserved or ActivationState.LoginsDiffer =>
            Front.With(new ToDoItem(10, Icons.Material.Rounded.LockOpen, ActivationText.NotActivatedYet, ActivationText.ToActivate, "/activation")),
        ActivationState.Done { Account.TeamsAddress: { } teams } => new Front { Logins = new Dictionary<string, string>(StringComparer.Ordinal) { ["teams"] = teams } },
        _ => Front.Nothing,
    };
}
