using FluentValidation;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Help;

/// <summary>A letter to support, as it is typed.</summary>
public sealed class Letter
{
    public const int MaxContact = 200;
    public const int MaxMessage = 4000;

    /// <summary>An e-mail address or a phone number to answer to.</summary>
    public string? Contact { get; set; }

    public string? Message { get; set; }
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
