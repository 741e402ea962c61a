using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Matching;

/// <summary>
/// Word of a new tie, to the account's own address and to every address that the school's record holds: whoever reads those need not be who has
/// come (D19).
/// </summary>
internal sealed class TieLetters(IOptions<SiteOptions> site, IFamilies families, MoscowClock clock, IPersonAddresses? addresses = null)
{
    /// <summary>The kind of these letters.</summary>
    public const string Kind = LetterKind.Tie;

    /// <summary>The person has signed in, and this is the record.</summary>
    public async Task<IReadOnlyList<OutgoingLetter>> OfAsync(PersonRecord person, CityProfile profile, CancellationToken cancellation) =>
        To(person.Emails.Concat(await OwnAsync(person, profile, cancellation)), MatchingText.LetterTiedSubject, string.Format(MatchingText.LetterTiedText, person.Name.Given, clock.Local, Support));

    /// <summary>Support has moved an account to this record.</summary>
    public IReadOnlyList<OutgoingLetter> OfMoved(PersonRecord person) =>
        To(person.Emails, MatchingText.LetterTiedSubject, string.Format(MatchingText.LetterMovedText, person.Name.Given, clock.Local, Support));

    /// <summary>Two operators have decided that this record becomes another account's: who reads its address can object before it holds (D22).</summary>
    public IReadOnlyList<OutgoingLetter> OfPlanned(PersonRecord person, TimeSpan waits) =>
        To(person.Emails, MatchingText.LetterPlannedSubject, string.Format(MatchingText.LetterPlannedText, person.Name.Given, clock.Local + waits, Support));

    /// <summary>One of the parents has made the child's account (D17): the other hears of it too.</summary>
    public async Task<IReadOnlyList<OutgoingLetter>> OfChildAsync(PersonRecord child, CancellationToken cancellation)
    {
        var adults = await families.AdultsOfAsync(child.Id, clock.Today, cancellation);
        return To(child.Emails.Concat(adults.SelectMany(adult => adult.Emails)), MatchingText.LetterChildSubject, string.Format(MatchingText.LetterChildText, child.Name.Given, clock.Local, Support));
    }

    // A simplified account has no address of its own: its parents hear of it.
    private async Task<IEnumerable<EmailAddress?>> OwnAsync(PersonRecord person, CityProfile profile, CancellationToken cancellation) =>
        addresses is null ? [EmailAddress.TryParse(profile.Email)] : (await addresses.OfAsync(profile, cancellation, person.Id)).Select(EmailAddress.TryParse);

    private Uri Support => new(new Uri(site.Value.PublicAddress), "/support");

    private static List<OutgoingLetter> To(IEnumerable<EmailAddress?> addresses, string subject, string text) =>
        [.. addresses.OfType<EmailAddress>().Distinct().Select(email => new OutgoingLetter(Kind, email.Folded, subject, text.Replace("|", "\n\n", StringComparison.Ordinal)))];
}
