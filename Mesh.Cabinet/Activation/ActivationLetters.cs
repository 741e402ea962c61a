using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.NotMe;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Activation;

/// <summary>Word of an account that works from now on, by the node that keeps the accounts.</summary>
internal sealed class ActivationLetters(ActivationWordStore store, ITies ties, ISchoolRecords records, IPersonAddresses addresses, IAccountEmails emails, TimeProvider time)
{
    /// <summary>Of what happened longer ago nobody wants to hear.</summary>
    public static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <summary>Tells everybody who has not been told yet.</summary>
    public async Task TellAsync(CancellationToken cancellation)
    {
        while (await store.NextAsync(cancellation) is { Count: > 0 } untold)
        {
            foreach (var one in untold)
                await store.TellAsync(one, await OfAsync(one, cancellation), cancellation);
        }
    }

    // None where the record is nobody's any more.
    private async Task<PersonLetter?> OfAsync(UntoldActivation one, CancellationToken cancellation)
    {
        if (time.GetUtcNow() - one.CompletedAt > News || await ties.FindAccountAsync(one.PersonId, cancellation) is not { } account)
            return null;

        var to = await addresses.OfAsync(account.Provider, account.Subject, cancellation);
        // Whoever has no address of the own is a child, whose parents read the letter.
        var isChild = await emails.AddressOfAsync(account.Provider, account.Subject, cancellation) is null;
        var greeting = Greeting.Of((await records.FindAsync(one.PersonId, cancellation))?.Name.Given, isChild);
        var moment = MomentWords.Of(one.CompletedAt);
        return new(LetterKind.Activated, account.Provider, account.Subject, to, ActivationText.LetterTitle, word => string.Format(ActivationText.LetterText, greeting, moment, word));
    }
}
