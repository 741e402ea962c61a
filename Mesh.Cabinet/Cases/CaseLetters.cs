using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Cases;

/// <summary>Word of an answer. Whoever can sign in reads it in the cabinet; a stranger has the letter only, and so the answer stands in it.</summary>
internal sealed class CaseLetters(IOptions<SiteOptions> site)
{
    /// <summary>The kind of these letters.</summary>
    public const string Kind = LetterKind.Case;

    /// <param name="answer">What was written to the person; null where the case was settled without a word.</param>
    public OutgoingLetter Of(DeskCase about, string to, string? answer)
    {
        var isDone = about.State is CaseState.Done;
        var subject = isDone ? string.Format(CasesText.LetterDoneSubject, about.Number) : string.Format(CasesText.LetterSubject, about.Number);
        return new OutgoingLetter(Kind, to, subject, Text(about, answer, isDone).Replace("|", "\n\n", StringComparison.Ordinal), AccountOf(about));
    }

    /// <summary>An import has mended what the case asked for. This is the one letter of it.</summary>
    public OutgoingLetter OfOpened(DeskCase about, string to)
    {
        var thread = Address($"/cabinet/requests/{about.Number}");
        var (subject, text) = about.Kind is SupportCaseKind.ChildMissing
            ? (CasesText.LetterChildSubject, string.Format(CasesText.LetterChild, about.Number, thread))
            : (CasesText.LetterOpenedSubject, string.Format(CasesText.LetterOpened, about.Number, thread));
        return new OutgoingLetter(LetterKind.Access, to, subject, text.Replace("|", "\n\n", StringComparison.Ordinal), AccountOf(about));
    }

    /// <summary>To an operator: which case, and nothing of whom.</summary>
    public OutgoingLetter OfUrgent(SupportCaseKind kind, long number, string to) => new(
        LetterKind.Operators, to, string.Format(CasesText.LetterUrgentSubject, number),
        string.Format(CasesText.LetterUrgent, number, CaseWords.Of(kind), Address($"/desk/cases/{number}")).Replace("|", "\n\n", StringComparison.Ordinal));

    private static string? AccountOf(DeskCase about) => about is { Provider: { } provider, Subject: { } subject } ? CityProfile.AccountOf(provider, subject) : null;

    private string Text(DeskCase about, string? answer, bool isDone)
    {
        if (about.Subject is null && answer is not null)
            return string.Format(CasesText.LetterToStranger, about.Number, answer, Address(LetterMatters.Address($"case-{about.Number}")));
        var thread = Address($"/cabinet/requests/{about.Number}");
        return isDone ? string.Format(CasesText.LetterDone, about.Number, thread) : string.Format(CasesText.LetterAnswered, about.Number, thread);
    }

    private Uri Address(string path) => new(new Uri(site.Value.PublicAddress), path);
}
