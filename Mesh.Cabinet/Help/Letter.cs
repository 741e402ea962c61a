using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Help;

/// <summary>A letter to support, as it is typed.</summary>
public sealed class Letter
{
    public const int MaxContact = 200;
    public const int MaxMessage = 4000;
    public const int MaxSchool = 200;

    /// <summary>What its draft is kept under.</summary>
    public const string Form = "letter";

    /// <summary>An e-mail address or a phone number to answer to.</summary>
    public string? Contact { get; set; }

    public string? Message { get; set; }

    /// <summary>The school as the person types it; only where the records do not know whose letter it is.</summary>
    public string? School { get; set; }

    /// <summary>What was chosen where several schools are called so.</summary>
    public string? SchoolId { get; set; }

    /// <summary>The key of what it is about.</summary>
    public string? About { get; set; }

    /// <summary>Made with the form: the same letter sent again is told from an equal one.</summary>
    public string Id { get; set; } = Guid.NewGuid().ToString();

    /// <summary>The e-mail address among the ways to answer; null if there is none.</summary>
    internal string? Address => Contact?.Split(' ', ',', ';').Select(EmailAddress.TryParse).FirstOrDefault(email => email is not null)?.Folded;

    /// <summary>As it is kept while it is written; null while nothing is.</summary>
    internal string? ToDraft() => string.IsNullOrWhiteSpace(Contact) && string.IsNullOrWhiteSpace(Message) ? null : $"{Contact?.ReplaceLineEndings(" ")}\n{Message}";

    /// <summary>What was kept.</summary>
    internal static Letter FromDraft(string draft) => draft.Split('\n', 2) is [var contact, var message] ? new Letter { Contact = contact, Message = message } : new Letter();

    /// <summary>The case of it. Where no record is known and a school is named it goes there with nothing but the letter: whose it is nobody has proven.</summary>
    /// <param name="profile">Of whoever is signed in; null for a stranger.</param>
    /// <param name="recordId">The record of which it is proven that it is the person's.</param>
    /// <param name="schoolId">The school that the letter names; it counts only where no record is known.</param>
    /// <param name="matter">The key of what it is about, of the closed set.</param>
    internal SupportCaseDraft ToCase(CityProfile? profile, string? recordId, string? schoolId, string? matter)
    {
        var named = recordId is null ? schoolId : null;
        var draft = profile is null ? new SupportCaseDraft { Kind = SupportCaseKind.Message } : SupportCaseDraft.Of(SupportCaseKind.Message, profile);
        if (named is not null)
            draft = draft with { Profile = null, MosRuLogin = null };
        return draft with
        {
            PersonId = recordId,
            SchoolId = named,
            Matter = matter,
            AnswerTo = Address ?? draft.AnswerTo,
            // Reloading the answer sends the letter again.
            OpenKey = Key,
            Message = $"{Contact}\n\n{Message}",
        };
    }

    /// <summary>One case is opened under it, however often the same letter arrives. A letter that was changed meanwhile is another.</summary>
    private string Key => $"Message/{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id}\n{Contact}\n{Message}")))}";
}

/// <summary>What a letter must hold so that it can be answered (R53).</summary>
internal sealed class LetterValidator : AbstractValidator<Letter>
{
    public LetterValidator()
    {
        RuleFor(letter => letter.Contact).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => HelpText.ContactMissing)
            .MaximumLength(Letter.MaxContact).WithMessage(_ => HelpText.TooLong)
            .Must(CanBeAnswered).WithMessage(_ => HelpText.ContactUnreadable);
        RuleFor(letter => letter.Message).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => HelpText.MessageMissing)
            .MaximumLength(Letter.MaxMessage).WithMessage(_ => HelpText.TooLong);
    }

    private static bool CanBeAnswered(string? contact) =>
        contact!.Split(' ', ',', ';').Any(word => EmailAddress.TryParse(word) is not null) || contact.Count(char.IsAsciiDigit) >= 10;
}
