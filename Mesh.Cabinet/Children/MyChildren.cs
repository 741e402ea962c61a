using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Children;

/// <summary>
/// The children of who is signed in, as they stand now. «Not there» and «not yours» are one answer: null.
/// </summary>
internal sealed class MyChildren(
    IAccessCheck accessCheck, IFamilies families, ITies ties, ChildAccountStore accounts, IFutureLogins logins, ISimplifiedAccounts mosRu, MoscowClock clock, SecurityLog log)
{
    public async Task<IReadOnlyList<ChildView>> ListAsync(Session session, CancellationToken cancellation)
    {
        if (await AdultAsync(session, cancellation) is not { } adultId)
            return [];

        var children = await families.ChildrenOfAsync(adultId, clock.Today, cancellation);
        // Together: a mos.ru that is silent costs one wait, however many children there are.
        return await Task.WhenAll(children.Where(child => ComesByThisDoor(session, child.Child)).Select(child => ViewAsync(adultId, child, cancellation)));
    }

    public async Task<ChildView?> FindAsync(Session session, string childId, CancellationToken cancellation)
    {
        if (await RightAsync(session, childId, cancellation) is var (adultId, child))
            return await ViewAsync(adultId, child, cancellation);

        log.ForeignChild();
        return null;
    }

    /// <summary>Only the right, for whoever asks again and again.</summary>
    public async Task<(string AdultId, FamilyChild Child)?> RightAsync(Session session, string childId, CancellationToken cancellation) =>
        await AdultAsync(session, cancellation) is { } adultId
        && await families.FindAsync(adultId, childId, clock.Today, cancellation) is { } child
        && ComesByThisDoor(session, child.Child)
            ? (adultId, child)
            : null;

    public static ChildIdentity? IdentityOf(PersonRecord child) => child.BirthDate is { } birthDate
        ? new ChildIdentity(child.Name.Family, child.Name.Given, child.Name.Middle, birthDate, child.Snils?.Digits)
        : null;

    private async Task<string?> AdultAsync(Session session, CancellationToken cancellation)
    {
        var access = await accessCheck.CheckAsync(session, cancellation);
        return access.Has(PersonRole.Parent) ? access.Person?.Id : null;
    }

    // Who comes by госуслуги comes for schools outside Moscow (D15).
    public bool ComesByThisDoor(Session session, PersonRecord child) => ComesByThisDoor(session.Profile, child, clock.Today);

    /// <summary>The same of whoever is not signed in now.</summary>
    public static bool ComesByThisDoor(CityProfile profile, PersonRecord child, DateOnly today) =>
        profile.Provider == CityProvider.MosRu || !AccessRules.CurrentPosts(child, PersonRole.Student, today).Any(post => post.School.IsMoscow);

    private async Task<ChildView> ViewAsync(string adultId, FamilyChild family, CancellationToken cancellation)
    {
        var child = family.Child;
        return new ChildView(
            adultId, family, await families.ClassesOfAsync(child.Id, clock.Today, cancellation),
            await StateAsync(child, cancellation), await logins.IsActiveAsync(child.Id, cancellation),
            Eligibility.Of(child, clock.Today) is not null);
    }

    /// <summary>How a child stands with mos.ru, which may be asked for it.</summary>
    public async Task<ChildAccountState> StateAsync(PersonRecord child, CancellationToken cancellation)
    {
        var row = await accounts.FindAsync(child.Id, cancellation);
        var tied = await ties.FindAccountAsync(child.Id, cancellation);
        // A record that support has given to another account is that one's: nobody here sets its password (E24).
        if (row is { CompletedAt: not null, Subject: { } subject } && (tied is null || tied == new TiedAccount { Provider = CityProvider.MosRu, Subject = subject }))
            return new ChildAccountState.Made(row.Login, subject);
        var isTied = tied is not null;
        if (!isTied && row is not null)
            return new ChildAccountState.Started(row.BusyUntil > clock.Now);
        if (!AccessRules.CurrentPosts(child, PersonRole.Student, clock.Today).Any(post => post.School.IsMoscow))
            return new ChildAccountState.OutsideMoscow();
        if (IdentityOf(child) is not { } identity)
            return isTied ? new ChildAccountState.AtMosRu(SharesPhone: false) : new ChildAccountState.BirthDateMissing();

        return (await mosRu.FindAsync(identity, cancellation), isTied) switch
        {
            (FindChildOutcome.Found found, _) => new ChildAccountState.AtMosRu(found.SharesPhone),
            (_, true) => new ChildAccountState.AtMosRu(SharesPhone: false),
            (FindChildOutcome.None, _) => new ChildAccountState.None(),
            _ => new ChildAccountState.Unknown(),
        };
    }
}
