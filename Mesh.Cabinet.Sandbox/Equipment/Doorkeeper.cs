using Mesh.Cabinet.Sandbox.Accounts;
using Mesh.Cabinet.Sandbox.State;

namespace Mesh.Cabinet.Sandbox.Equipment;

/// <summary>Decides as the equipment would, by the directory alone: mos.ru is never asked.</summary>
internal sealed class Doorkeeper(AccountStore accounts)
{
    public async Task<Admission> AskAsync(Attempt attempt, CancellationToken cancellation)
    {
        var at = attempt.Login.IndexOf('@', StringComparison.Ordinal);
        var isTeams = attempt.Place == Place.Teams;
        if (isTeams && at < 0)
            return new Admission.OnlyByFullAddress();

        var account = await FindAsync(attempt.Login, at, isTeams, cancellation);
        return account switch
        {
            null => new Admission.UnknownLogin(),
            _ when !PasswordHash.Matches(account.PasswordHash, attempt.Password) => new Admission.WrongPassword(),
            { User.Active: false } => new Admission.SwitchedOff(),
            _ when attempt.Place.NeededRight is { } right && !account.User.IsEntitledTo(right) => new Admission.NoRight(right),
            _ when isTeams && account.User.UserType is not ("Teacher" or "Staff") => new Admission.NotForStudents(),
            _ => new Admission.Admitted(account.User.DisplayName ?? account.User.UserName),
        };
    }

    // Teams knows people by their address; a PC and Wi-Fi by the name before the @, which may be followed by the account's own domain.
    private async Task<ScimRecord?> FindAsync(string login, int at, bool isTeams, CancellationToken cancellation)
    {
        if (isTeams)
            return (await accounts.ListAsync(new ScimFilter("EMAILS.VALUE", login), 0, 1, cancellation)).Page.SingleOrDefault();

        var account = await accounts.FindByNameAsync(at < 0 ? login : login[..at], cancellation);
        return at < 0 || account?.User.HasEmail(login) == true ? account : null;
    }
}
