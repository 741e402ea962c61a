using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.NotMe;

/// <summary>What became of «Это был не я».</summary>
internal abstract record NotMeOutcome
{
    private NotMeOutcome()
    {
    }

    /// <param name="Number">The case that support has been given.</param>
    /// <param name="Provider">Where the account is, and its password has to be changed.</param>
    public sealed record Ended(long Number, string Provider) : NotMeOutcome;

    /// <summary>The word was used before, is too old, or never was one.</summary>
    public sealed record WordGone : NotMeOutcome;
}

/// <summary>
/// «Это был не я»: ends every session of the account, unbinds its devices, and opens an urgent case. What ends comes first and can be
/// repeated: whoever meets a broken process presses once more, and the word is used only when all is done.
/// </summary>
internal sealed class SayNotMe(IDistrust distrust, NotMeStore store, ITies ties, IPersonAddresses addresses, IOptions<SiteOptions> site, TimeProvider time)
{
    /// <summary>In the cabinet.</summary>
    public async Task<NotMeOutcome> RunAsync(Session session, string browser, CancellationToken cancellation)
    {
        var to = await addresses.OfAsync(session.Profile, cancellation);
        return await RunAsync(word: null, SupportCaseDraft.Of(SupportCaseKind.NotMe, session.Profile), session.Profile, to, browser, cancellation);
    }

    /// <summary>From a letter, without a sign-in.</summary>
    public async Task<NotMeOutcome> RunAsync(string word, string browser, CancellationToken cancellation)
    {
        if (await store.FindAsync(word, cancellation) is not { } account)
            return new NotMeOutcome.WordGone();
        var to = await addresses.OfAsync(account.Provider, account.Subject, cancellation);
        var draft = new SupportCaseDraft { Kind = SupportCaseKind.NotMe, Provider = account.Provider, Subject = account.Subject, AnswerTo = to.Count > 0 ? to[0] : null };
        return await RunAsync(word, draft, profile: null, to, browser, cancellation);
    }

    private async Task<NotMeOutcome> RunAsync(string? word, SupportCaseDraft draft, CityProfile? profile, IReadOnlyList<string> to, string browser, CancellationToken cancellation)
    {
        var (provider, subject) = (draft.Provider!, draft.Subject!);
        var whole = draft with { PersonId = await ties.FindAsync(provider, subject, cancellation), OpenKey = SupportCaseDraft.KeyOf(SupportCaseKind.NotMe, provider, subject) };
        // From here on it is carried to its end even if the page is closed.
        await distrust.RunAsync(provider, subject, DistrustReason.NotMe, time.GetUtcNow(), CancellationToken.None);
        return await store.WriteAsync(word, whole, browser, number => [.. to.Select(one => Letter(one, number, provider, profile))], CancellationToken.None) is { } number
            ? new NotMeOutcome.Ended(number, provider)
            : new NotMeOutcome.WordGone();
    }

    private OutgoingLetter Letter(string to, long number, string provider, CityProfile? profile)
    {
        var page = new Uri(new Uri(site.Value.PublicAddress), NotMeDonePage.Address(new NotMeOutcome.Ended(number, provider)));
        var text = string.Format(NotMeText.LetterText, Greeting.Of(profile), MomentWords.Of(time.GetUtcNow()), number, page);
        return new OutgoingLetter(LetterKind.NotMe, to, NotMeText.LetterTitle, text.Replace("|", "\n\n", StringComparison.Ordinal));
    }
}
