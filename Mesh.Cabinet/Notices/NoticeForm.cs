using FluentValidation;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Notices;

/// <summary>A notice as it is typed: times as the fields of a browser have them, by the clocks in Moscow.</summary>
public sealed class NoticeForm
{
    public const int MaxText = 500;

    public string Text { get; set; } = "";

    /// <summary>Null for now.</summary>
    public string? From { get; set; }

    public string? Until { get; set; }

    /// <summary>Null for everybody.</summary>
    public string? SchoolId { get; set; }
}

/// <summary>The rules of the form, the same in the form and when it is written.</summary>
internal sealed class NoticeFormValidator : AbstractValidator<NoticeForm>
{
    /// <summary>What stands longer is a text of the site.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(60);

    public NoticeFormValidator(MoscowClock clock)
    {
        RuleFor(form => form.Text).Cascade(CascadeMode.Stop)
            .Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage(_ => NoticesText.TextMissing)
            .MaximumLength(NoticeForm.MaxText).WithMessage(_ => string.Format(NoticesText.TextTooLong, NoticeForm.MaxText))
            .Must(text => !text.Any(sign => char.IsControl(sign) && sign is not ('\n' or '\r' or '\t'))).WithMessage(_ => NoticesText.TextUnreadable);
        RuleFor(form => form.From).Must(from => string.IsNullOrEmpty(from) || MoscowClock.Moment(from) is not null).WithMessage(_ => NoticesText.MomentUnreadable);
        RuleFor(form => form.Until).Cascade(CascadeMode.Stop)
            .Must(until => MoscowClock.Moment(until) is not null).WithMessage(_ => NoticesText.UntilMissing)
            .Must(until => MoscowClock.Moment(until) > clock.Now).WithMessage(_ => NoticesText.UntilPast)
            .Must((form, until) => MoscowClock.Moment(form.From) is not { } from || MoscowClock.Moment(until) > from).WithMessage(_ => NoticesText.UntilBeforeFrom)
            .Must((form, until) => MoscowClock.Moment(until) - (MoscowClock.Moment(form.From) ?? clock.Now) <= Longest).WithMessage(_ => string.Format(NoticesText.TooLong, Longest.Days));
    }
}
