using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace Mesh.Cabinet.History;

/// <summary>
/// Whoever gets no letter, for want of a verified address or because no letters are sent, finds the same words in the cabinet and on
/// <c>/access</c>: an account that works, a record that is theirs now, access that has come open. Most parents have a phone and no mail.
/// </summary>
internal sealed class WaitingWords(WaitingWordsStore store, IOptions<MailOptions> mail) : ICabinetFront, IAccessNews
{
    // Answered cases have a line of their own in the cabinet.
    private const string Settled = "case-settled";

    public async Task<Front> OfAsync(Session session, Access access, CancellationToken cancellation)
    {
        var words = (await ListAsync(session, cancellation)).Where(word => word.Event != Settled).Select(Words).ToList();
        return Front.With([.. words.Select((text, at) => new ToDoItem(45, Icons.Material.Rounded.Notifications, at == 0 ? WithReason(session, text) : text, HistoryText.WordsLook, "/cabinet/devices/history"))]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> OfAsync(Session session, CancellationToken cancellation)
    {
        var words = (await ListAsync(session, cancellation)).Select(Words).ToList();
        return words.Count == 0 ? [] : [WithReason(session, words[0]), .. words.Skip(1)];
    }

    // Who has mail reads it there.
    private async Task<IReadOnlyList<WaitingWord>> ListAsync(Session session, CancellationToken cancellation) =>
        mail.Value.IsOn && session.Profile.Email is not null ? [] : await store.ListAsync(session.Profile, cancellation);

    // The page says why no letter came.
    private string WithReason(Session session, string words) =>
        !mail.Value.IsOn ? words : $"{words} {(session.Profile.IsSimplified ? HistoryText.WordsToParents : HistoryText.WordsNoMail)}";

    private static string Words(WaitingWord word)
    {
        var moment = MomentWords.Of(word.At);
        return word.Event switch
        {
            "activated" => string.Format(HistoryText.WordsActivated, moment),
            Settled => string.Format(HistoryText.WordsOpened, word.Detail, moment),
            _ => string.Format(HistoryText.WordsTied, moment),
        };
    }
}
