using FluentValidation;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Devices;

/// <summary>A device's name and the service it opens, as they are typed and chosen.</summary>
public sealed record DeviceForm(string Name, string Service)
{
    public const int MaxName = TextLength.Word;

    /// <summary>What the draft of a name is kept under: of the device at hand, or of one that is bound.</summary>
    public const string NewDraft = "device";

    public const string NameField = "name";
    public const string ServiceField = "service";

    public static string DraftOf(Guid device) => $"{NewDraft}-{device}";

    internal static DeviceForm Read(IFormCollection form) => new(form[NameField].ToString().Trim(), form[ServiceField].ToString());

    /// <summary>What is wrong with it; <see cref="DeviceProblem.None"/> if nothing is.</summary>
    /// <param name="services">Keys of the services that are this person's.</param>
    internal DeviceProblem Fault(IEnumerable<string> services) =>
        new DeviceFormValidator([.. services]).Validate(this).Errors.Select(error => (DeviceProblem)error.CustomState).FirstOrDefault();
}

/// <summary>The rules of the form, the same when a device is bound and when it is changed.</summary>
internal sealed class DeviceFormValidator : AbstractValidator<DeviceForm>
{
    public DeviceFormValidator(IReadOnlyList<string> services)
    {
        RuleFor(form => form.Name).Cascade(CascadeMode.Stop)
            .NotEmpty().WithState(_ => DeviceProblem.NameMissing)
            .MaximumLength(DeviceForm.MaxName).WithState(_ => DeviceProblem.NameTooLong)
            .Must(name => !name.Any(char.IsControl)).WithState(_ => DeviceProblem.NameUnreadable);
        RuleFor(form => form.Service).Must(services.Contains).WithState(_ => DeviceProblem.ServiceClosed);
    }
}
