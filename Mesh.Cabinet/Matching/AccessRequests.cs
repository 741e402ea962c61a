using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>A person's requests to mend what keeps them out: filled in by us, answered when the role comes open.</summary>
public interface IAccessRequests
{
    /// <summary>Sends the request, or finds the one already sent.</summary>
    /// <param name="withheld">The role that should open; null where nothing was found at all.</param>
    /// <returns>The number that the person is told.</returns>
    Task<long> SendAsync(Session session, WithheldRole? withheld, CancellationToken cancellation);

    /// <summary>The number of the request that is still open; null if there is none.</summary>
    Task<long?> FindOpenAsync(Session session, PersonRole? role, CancellationToken cancellation);

    /// <summary>Closes what the roles that are open by now have answered.</summary>
    Task AnswerAsync(Session session, Access access, CancellationToken cancellation);

    /// <summary>Numbers of the requests that were answered in the last days.</summary>
    Task<IReadOnlyList<long>> AnsweredAsync(Session session, CancellationToken cancellation);
}

/// <inheritdoc cref="IAccessRequests"/>
internal sealed class AccessRequests(ISupportCases cases, TimeProvider time) : IAccessRequests
{
    private static readonly TimeSpan ShownFor = TimeSpan.FromDays(7);

    public Task<long> SendAsync(Session session, WithheldRole? withheld, CancellationToken cancellation) =>
        cases.OpenAsync(SupportCaseDraft.Of(SupportCaseKind.AccessRequest, session.Profile) with
        {
            PersonId = withheld is { IsProven: true } ? withheld.RecordId : null,
            OpenKey = Key(session.Profile, withheld?.Role),
            Message = Letter(session, withheld),
        }, cancellation);

    public Task<long?> FindOpenAsync(Session session, PersonRole? role, CancellationToken cancellation) =>
        cases.FindOpenAsync(Key(session.Profile, role), cancellation);

    public Task AnswerAsync(Session session, Access access, CancellationToken cancellation) =>
        access.Granted.Count == 0 ? Task.CompletedTask : cases.AnswerAsync([.. Settled(session.Profile, access)], cancellation);

    /// <summary>Keys of the cases that are settled by what is open now; none where nothing is.</summary>
    public static IEnumerable<string> Settled(CityProfile profile, Access access)
    {
        if (access.Granted.Count == 0)
            return [];

        // What is open is tied: a tie that was in the way is no longer.
        List<SupportCaseKind> settled = [SupportCaseKind.TiedElsewhere, SupportCaseKind.TieRefused, SupportCaseKind.RecordReplaced, SupportCaseKind.AccountReplaced];
        if (access.OtherSnils is null)
            settled.Add(SupportCaseKind.SnilsDiffers);
        return
        [
            .. access.Granted.Select(granted => Key(profile, granted.Role)),
            Key(profile, null),
            .. settled.Select(kind => SupportCaseDraft.KeyOf(kind, profile.Provider, profile.Subject)),
        ];
    }

    public Task<IReadOnlyList<long>> AnsweredAsync(Session session, CancellationToken cancellation) =>
        cases.AnsweredAsync(SupportCaseKind.AccessRequest, session.Profile.Provider, session.Profile.Subject, time.GetUtcNow() - ShownFor, cancellation);

    private static string Key(CityProfile profile, PersonRole? role) => $"{SupportCaseKind.AccessRequest}/{profile.Provider}/{profile.Subject}/{role}";

    // Who asks and how to answer is the person's own, from mos.ru; of the school only what is wrong is said.
    private static string Letter(Session session, WithheldRole? withheld)
    {
        var profile = session.Profile;
        var reasons = withheld is null
            ? [MatchingText.NotFoundTitle]
            : withheld.Faults.Select(verdict => VerdictWords.Of(verdict, withheld.Role).What)
                .Concat(withheld.Hindrance is { } hindrance ? [VerdictWords.Of(hindrance, withheld.Role).What] : []);
        return string.Join('\n',
            [
                .. withheld is { IsProven: true } ? [] : new[] { MatchingText.LetterUnproven },
                $"{profile.FamilyName} {profile.GivenName} {profile.MiddleName}",
                $"{profile.Phone} {profile.Email}",
                withheld is null ? "" : string.Format(MatchingText.RoleClosed, VerdictWords.Role(withheld.Role)),
                .. reasons,
            ]);
    }
}
