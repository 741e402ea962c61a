using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;

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
internal sealed class SayNotMe(IDistrust distrust, NotMeStore store, ITies ties, TimeProvider time)
{
    /// <summary>In the cabinet.</summary>
    public Task<NotMeOutcome> RunAsync(Session session, string browser, CancellationToken cancellation) =>
        RunAsync(word: null, SupportCaseDraft.Of(SupportCaseKind.NotMe, session.Profile), browser, cancellation);

    /// <summary>From a letter, without a sign-in.</summary>
    public async Task<NotMeOutcome> RunAsync(string word, string browser, CancellationToken cancellation) =>
        await store.FindAsync(word, cancellation) is { } account
            ? await RunAsync(word, new SupportCaseDraft { Kind = SupportCaseKind.NotMe, Provider = account.Provider, Subject = account.Subject }, browser, cancellation)
            : new NotMeOutcome.WordGone();

    private async Task<NotMeOutcome> RunAsync(string? word, SupportCaseDraft draft, string browser, CancellationToken cancellation)
    {
        var (provider, subject) = (draft.Provider!, draft.Subject!);
        var whole = draft with { PersonId = await ties.FindAsync(provider, subject, cancellation), OpenKey = SupportCaseDraft.KeyOf(SupportCaseKind.NotMe, provider, subject) };
        // From here on it is carried to its end even if the page is closed.
        await distrust.RunAsync(provider, subject, DistrustReason.NotMe, time.GetUtcNow(), CancellationToken.None);
        return await store.WriteAsync(word, whole, browser, [], CancellationToken.None) is { } number
            ? new NotMeOutcome.Ended(number, provider)
            : new NotMeOutcome.WordGone();
    }
}
