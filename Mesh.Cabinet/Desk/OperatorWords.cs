using FluentValidation;
using Mesh.Cabinet.Cases;

namespace Mesh.Cabinet.Desk;

/// <summary>What an operator types: words to a person, and the reason of an act.</summary>
internal static class OperatorWords
{
    /// <summary>What the trail keeps of a reason.</summary>
    public const int MaxReason = 255;

    private static readonly InlineValidator<Typed> Text = new();
    private static readonly InlineValidator<Typed> Reason = new();

    static OperatorWords()
    {
        Text.RuleFor(typed => typed.Words).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => DeskText.TextMissing).MaximumLength(CaseEntry.MaxText).WithMessage(_ => string.Format(DeskText.TooLong, CaseEntry.MaxText));
        Reason.RuleFor(typed => typed.Words).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => DeskText.WhyMissing).MaximumLength(MaxReason).WithMessage(_ => string.Format(DeskText.TooLong, MaxReason));
    }

    /// <summary>Words with which an answer may begin.</summary>
    public static IReadOnlyList<(string Title, string Words)> Templates =>
    [
        (DeskText.TemplateAskTitle, DeskText.TemplateAsk), (DeskText.TemplateSchoolTitle, DeskText.TemplateSchool), (DeskText.TemplateDoneTitle, DeskText.TemplateDone),
    ];

    public static IEnumerable<string> TextProblems(string? words) => Text.Validate(new Typed(words)).Errors.Select(error => error.ErrorMessage);

    public static IEnumerable<string> ReasonProblems(string? words) => Reason.Validate(new Typed(words)).Errors.Select(error => error.ErrorMessage);

    private sealed record Typed(string? Words);
}
