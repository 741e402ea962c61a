using FluentValidation;

namespace Mesh.Cabinet.Cases;

/// <summary>A person's reply, as it is typed.</summary>
public sealed class CaseReply
{
    public string? Text { get; set; }
}

/// <summary>A reply must say something.</summary>
internal sealed class CaseReplyValidator : AbstractValidator<CaseReply>
{
    public CaseReplyValidator() =>
        RuleFor(reply => reply.Text).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => CasesText.ReplyMissing)
            .MaximumLength(CaseEntry.MaxText).WithMessage(_ => string.Format(CasesText.ReplyTooLong, CaseEntry.MaxText));
}
