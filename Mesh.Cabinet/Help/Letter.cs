using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Help;

/// <summary>A letter to support, as it is typed.</summary>
public sealed class Letter
{
    public const int MaxContact = 200;
    public const int MaxMessage = 4000;

    /// <summary>What its draft is kept under.</summary>
    public const string Form = "letter";

    /// <summary>An e-mail address or a phone number to answer to.</summary>
    public string? Contact { get; set; }

    public string? Message { get; set; }

    /// <summary>Made with the form: the same letter sent again is told from an equal one.</summary>
    public string Id { get; set; } = Guid.NewGuid().ToString();

    /// <summary>The e-mail address among the ways to answer; null if there is none.</summary>
    internal string? Address => Contact?.Split(' ', ',', ';').Select(EmailAddress.TryParse).FirstOrDefault(email => email is not null)?.Folded;

    /// <summary>As it is kept while it is written; null while nothing is.</summary>
    internal string? ToDraft() => string.IsNullOrWhiteSpace(Contact) && string.IsNullOrWhiteSpace(Message) ? null : $"{Contact?.ReplaceLineEndings(" ")}\n{Message}";

    /// <summary>What was kept.</summary>
    internal static Letter FromDraft(string draft) => draft.Split('\n', 2) is [var contact, var message] ? new Letter { Contact = contact, Message = message } : new Letter();

    /// <summary>One case is opened under it, however often the same letter arrives. A letter that was changed meanwhile is another.</summary>
    internal string Key => $"Message/{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id}\n{Contact}\n{Message}")))}";
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
