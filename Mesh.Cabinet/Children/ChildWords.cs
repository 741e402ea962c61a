using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace Mesh.Cabinet.Children;

/// <summary>
/// What has happened of late to the accounts of a person's children, told in the cabinet and on <c>/access</c>. Of an account that was made those
/// who have mail read in a letter; of a changed password nothing else tells the other parent.
/// </summary>
internal sealed class ChildWords(ChildHistoryStore history, ITies ties, IFamilies families, IOptions<MailOptions> mail, MoscowClock clock) : ICabinetFront, IAccessNews
{
    /// <summary>How long the words wait.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromDays(7);

    private const string Created = "child-account-created";
    private const string PasswordSet = "child-password-set";
    private const int Most = 5;

    public async Task<Front> OfAsync(Session session, Access access, CancellationToken cancellation)
    {
        if (!access.Has(PersonRole.Parent) || access.Person is not { } adult)
            return Front.Nothing;
        var words = await ListAsync(session, adult.Id, cancellation);
        return Front.With([.. words.Select(word => new ToDoItem(44, Icons.Material.Rounded.FamilyRestroom, word.Text, ChildrenText.WordsLook, ChildAddress.Of(word.ChildId)))]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> OfAsync(Session session, CancellationToken cancellation) =>
        await ties.FindAsync(session.Profile.Provider, session.Profile.Subject, cancellation) is { } adult ? [.. (await ListAsync(session, adult, cancellation)).Select(word => word.Text)] : [];

    private async Task<IReadOnlyList<(string ChildId, string Text)>> ListAsync(Session session, string adultId, CancellationToken cancellation)
    {
        var hasMail = mail.Value.IsOn && session.Profile.Email is not null;
        string[] told = hasMail ? [PasswordSet] : [Created, PasswordSet];
        var since = clock.Now - Shown;
        var happened = new List<(PersonRecord Child, ChildEvent Event)>();
        foreach (var (child, right) in await families.ChildrenOfAsync(adultId, clock.Today, cancellation))
        {
            if (right is FamilyRight.Full)
                happened.AddRange((await history.FindAsync(child.Id, cancellation)).Where(one => one.At > since && told.Contains(one.Event)).Select(one => (child, one)));
        }

        var latest = happened.OrderByDescending(one => one.Event.At).Take(Most).ToList();
        return [.. latest.Select((one, at) => (one.Child.Id, Words(one.Child, one.Event, adultId, withReason: at == 0 && mail.Value.IsOn && !hasMail)))];
    }

    // The page says why no letter came.
    private static string Words(PersonRecord child, ChildEvent happened, string adultId, bool withReason)
    {
        var (name, moment, who) = (ChildView.NameOf(child), MomentWords.Of(happened.At), happened.ByPersonId == adultId ? ChildrenText.WordsYou : HistoryWords.Polite(happened));
        var words = happened.Event == Created ? string.Format(ChildrenText.WordsCreated, name, moment, who) : string.Format(ChildrenText.WordsPassword, name, moment, who);
        return withReason ? $"{words} {ChildrenText.WordsNoMail}" : words;
    }
}
