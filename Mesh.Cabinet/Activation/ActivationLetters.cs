using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.NotMe;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Activation;

/// <summary>Word of an account that works from now on.</summary>
internal sealed class ActivationLetters(ITies ties, IPersonAddresses addresses, MoscowClock clock)
{
    /// <summary>The person is here.</summary>
    public async Task<PersonLetter> OfAsync(CityProfile profile, CancellationToken cancellation) =>
        Letter(profile.Provider, profile.Subject, await addresses.OfAsync(profile, cancellation), Greeting.Of(profile));

    /// <summary>A crash came between, and the keeper goes on; null if the record is nobody's any more.</summary>
    public async Task<PersonLetter?> OfAsync(string personId, CancellationToken cancellation) =>
        await ties.FindAccountAsync(personId, cancellation) is { } account
            ? Letter(account.Provider, account.Subject, await addresses.OfAsync(account.Provider, account.Subject, cancellation), Greeting.Of(null))
            : null;

    private PersonLetter Letter(string provider, string subject, IReadOnlyList<string> to, string greeting)
    {
        var moment = MomentWords.Of(clock.Now);
        return new(LetterKind.Activated, provider, subject, to, ActivationText.LetterTitle, word => string.Format(ActivationText.LetterText, greeting, moment, word));
    }
}
