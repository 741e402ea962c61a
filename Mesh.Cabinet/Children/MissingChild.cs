using FluentValidation;

namespace Mesh.Cabinet.Children;

/// <summary>A child whom the list lacks, as the parent types it.</summary>
public sealed class MissingChild
{
    public const int MaxName = 150;
    public const int MaxClass = 30;

    public string? Name { get; set; }

    public string? Class { get; set; }
}

/// <summary>Whom the school should look for must have a name.</summary>
internal sealed class MissingChildValidator : AbstractValidator<MissingChild>
{
    public MissingChildValidator()
    {
        RuleFor(child => child.Name).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => ChildrenText.MissingNameEmpty)
            .MaximumLength(MissingChild.MaxName).WithMessage(_ => string.Format(ChildrenText.MissingTooLong, MissingChild.MaxName));
        RuleFor(child => child.Class).MaximumLength(MissingChild.MaxClass).WithMessage(_ => string.Format(ChildrenText.MissingTooLong, MissingChild.MaxClass));
    }
}
