using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Logins;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Activation;

/// <summary>Says where a person stands on the way to the МЭШ account.</summary>
public interface IActivationQuery
{
    Task<ActivationState> FindAsync(Session session, Access access, CancellationToken cancellation);
}

/// <inheritdoc cref="IActivationQuery"/>
internal sealed class ActivationQuery(
    ActivationStore store,
    ISchoolRecords records,
    ISupportCases cases,
    IOptions<ActivationOptions> options,
    IOptions<WifiOptions> wifi,
    OpenServices services) : IActivationQuery
{
    public async Task<ActivationState> FindAsync(Session session, Access access, CancellationToken cancellation)
    {
        if (Eligibility.Of(access, session.Profile) is not { } eligible)
            return new ActivationState.NotOffered();

        if (await store.FindAsync(eligible.Person.Id, cancellation) is { } row)
        {
            return row.CompletedAt is null
                ? new ActivationState.Reserved(row.Login, await ChooseAsync(session, eligible.Person, cancellation) is LoginChoice.Wanted known && known.Source != row.AskedLogin)
                : new ActivationState.Done(Issued(row, eligible, session.Profile, await services.OfAsync(access, cancellation)));
        }

        var person = eligible.Person;
        return await ChooseAsync(session, person, cancellation) switch
        {
            LoginChoice.Differ differ => new ActivationState.LoginsDiffer(
                await OpenCaseAsync(session, person.Id, differ, cancellation), differ.JournalLogin, differ.MosRuLogin),
            LoginChoice.Wanted wanted => new ActivationState.Open(new LoginProposal(
                wanted.Origin, wanted.Source, wanted.Base, await FirstFreeAsync(wanted.Base, person.Id, cancellation), LoginRules.Flaws(wanted.Source))),
            var other => throw new InvalidOperationException($"{other} is no choice of a login."),
        };
    }

    private async Task<LoginChoice> ChooseAsync(Session session, PersonRecord person, CancellationToken cancellation) => LoginChoice.Of(
        person.Username, session.Profile.Login, await cases.DecidedLoginAsync(person.Id, cancellation), person.Name, options.Value.Replacement, session.Profile.IsLoginUntold);

    /// <summary>The first candidate that nobody holds and that is nobody's legal ЭЖД login (E30). The unique index decides in the end.</summary>
    public async Task<string> FirstFreeAsync(string wanted, string personId, CancellationToken cancellation)
    {
        foreach (var candidate in LoginRules.Candidates(wanted))
        {
            if (await IsFreeAsync(candidate, personId, cancellation))
                return candidate;
        }

        throw new InvalidOperationException("The candidates of a login never end.");
    }

    public async Task<bool> IsFreeAsync(string login, string personId, CancellationToken cancellation) =>
        !await store.IsHeldByAnotherAsync(login, personId, cancellation)
        && !await records.IsUsernameOfAnotherAsync(LoginRules.Fold(login), personId, cancellation);

    private Task<long> OpenCaseAsync(Session session, string personId, LoginChoice.Differ differ, CancellationToken cancellation) =>
        cases.OpenAsync(SupportCaseDraft.Of(SupportCaseKind.LoginsDiffer, session.Profile) with
        {
            PersonId = personId,
            JournalLogin = differ.JournalLogin,
            MosRuLogin = differ.MosRuLogin,
            OpenKey = $"{SupportCaseKind.LoginsDiffer}/{personId}",
        }, cancellation);

    private IssuedAccount Issued(ActivationRow row, Eligibility eligible, CityProfile profile, PersonServices open)
    {
        var isStaff = eligible.Kind is not DomainAccountKind.Student;
        var schools = eligible.Posts.Select(post => post.School.Name).Distinct().ToList();
        return new IssuedAccount(
            row.DirectoryLogin ?? row.Login, row.AskedLogin, profile.Login, eligible.Person.Username, isStaff,
            isStaff ? wifi.Value.Staff : wifi.Value.Student, open.Off.Any(service => service.Entry.Login == "teams") ? null : eligible.TeamsAddress(row.Login), schools[0], schools[1..])
        {
            RenamedFrom = row.DirectoryLogin is null ? null : row.Login,
            IsHeldOff = row.HeldOffAt is not null,
            IsPasswordOwn = row.IsPasswordOwn,
            IsMosRuLoginUntold = profile.IsLoginUntold,
            IsLibraryOff = open.FindOff("library") is not null,
        };
    }
}
