using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Matching;

/// <summary>The one next step towards a role that is closed.</summary>
public abstract record MendingStep
{
    private MendingStep()
    {
    }

    /// <summary>The person mends the profile.</summary>
    public sealed record AtMosRu : MendingStep;

    /// <summary>Nobody can tell from here on which side the mistake is: the person is asked.</summary>
    /// <param name="Value">What mos.ru holds, as people write it; null for a patronymic that it lacks.</param>
    public sealed record Ask(ProfileField Field, string? Value) : MendingStep;

    /// <summary>The school mends its record.</summary>
    public sealed record AtSchool : MendingStep;

    /// <summary>Only time or support helps.</summary>
    public sealed record Wait : MendingStep;

    /// <summary>What the person can do alone comes before what somebody has to be asked for.</summary>
    public static MendingStep Of(WithheldRole role, CityProfile profile)
    {
        if (role.Hindrance is { } hindrance)
            return hindrance is Hindrance.Ended ? new AtSchool() : new Wait();

        var faults = role.Faults.Select(fault => (fault.Field, fault.Comparison, VerdictWords.Of(fault, role.Role).Menders)).ToList();
        if (faults.Exists(fault => !fault.Menders.Any(IsSchool)))
            return new AtMosRu();
        var doubtful = faults.Find(fault => fault.Menders.Contains(Mender.Person));
        return doubtful.Menders is null ? new AtSchool() : new Ask(doubtful.Field, Written(doubtful.Field, profile));
    }

    /// <summary>A field of the profile as people write it; null where mos.ru holds nothing.</summary>
    public static string? Written(ProfileField field, CityProfile profile) => field switch
    {
        ProfileField.FamilyName => profile.FamilyName,
        ProfileField.GivenName => profile.GivenName,
        ProfileField.MiddleName => profile.MiddleName,
        ProfileField.Snils => (profile.Snils ?? profile.UnverifiedSnils) is { } snils ? Spaced(snils) : null,
        ProfileField.Phone => (profile.Phone ?? profile.UnverifiedPhone) is { } phone ? PhoneNumber.TryParse(phone)?.Spaced ?? phone : null,
        ProfileField.Email => profile.Email ?? profile.UnverifiedEmail,
        ProfileField.Login => profile.Login,
        _ => null,
    };

    private static bool IsSchool(Mender mender) => mender is Mender.StaffRegister or Mender.EnrolmentRegister;

    private static string Spaced(string snils) =>
        Snils.DigitsOf(snils) is { } digits ? $"{digits[..3]}-{digits[3..6]}-{digits[6..9]} {digits[9..]}" : snils;
}
