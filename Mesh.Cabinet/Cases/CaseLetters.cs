using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Cases;

/// <summary>Word of an answer. Whoever can sign in reads it in the cabinet; a stranger has the letter only, and so the answer stands in it.</summary>
internal sealed class CaseLetters(IOptions<SiteOptions> site)
{
    /// <summary>The kind of these letters.</summary>
    public const string Kind = "case";

    /// <param name="answer">What was written to the person; null where the case was settled without a word.</param>
    public OutgoingLetter Of(DeskCase about, string to, string? answer)
    {
        var subject = string.Format(about.State is CaseState.Done ? CasesText.LetterDoneSubject : CasesText.LetterSubject, about.Number);
        var text = about.Subject is null && answer is not null
            ? string.Format(CasesText.LetterToStranger, about.Number, answer, Address("/support"))
            : string.Format(about.State is CaseState.Done ? CasesText.LetterDone : CasesText.LetterAnswered, about.Number, Address($"/cabinet/requests/{about.Number}"));
        return new OutgoingLetter(Kind, to, subject, text.Replace("|", "\n\n", StringComparison.Ordinal));
    }

    private Uri Address(string path) => new(new Uri(site.Value.PublicAddress), path);
}
