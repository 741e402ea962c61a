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
internal sealed class TieLetters(IOptions<SiteOptions> site, MoscowClock clock)
{
    /// <summary>The kind of these letters.</summary>
    public const string Kind = "tie";

    public IReadOnlyList<OutgoingLetter> Of(PersonRecord person, CityProfile profile)
    {
        var support = new Uri(new Uri(site.Value.PublicAddress), "/support");
        var text = string.Format(MatchingText.LetterTiedText, person.Name.Given, clock.Local, support).Replace("|", "\n\n", StringComparison.Ordinal);
        var addresses = person.Emails.Append(EmailAddress.TryParse(profile.Email)).OfType<EmailAddress>().Distinct();
        return [.. addresses.Select(email => new OutgoingLetter(Kind, email.Folded, MatchingText.LetterTiedSubject, text))];
    }
}
