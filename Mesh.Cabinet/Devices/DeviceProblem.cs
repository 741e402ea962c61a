namespace Mesh.Cabinet.Devices;

/// <summary>Why nothing came of it, as a page says it.</summary>
public enum DeviceProblem
{
    None,
    NameMissing,
    NameTooLong,
    NameUnreadable,
    ServiceClosed,

    /// <summary>The form is out of date, or the ceremony took too long or was used before.</summary>
    Expired,

    /// <summary>The person cancelled, or the browser gave up waiting.</summary>
    Cancelled,

    /// <summary>The browser, or the device, knows no passkeys.</summary>
    Unsupported,

    /// <summary>The passkey did not prove itself.</summary>
    Refused,

    /// <summary>This device is one of the person's already.</summary>
    AlreadyBound,

    TooMany,

    /// <summary>The person called the computer somebody else's.</summary>
    NotOwn,

    /// <summary>The device is nobody's any more.</summary>
    Unbound,

    /// <summary>The service is no longer this person's.</summary>
    LostRight,

    /// <summary>The school has switched the service off; the device stays bound.</summary>
    SwitchedOff,

    /// <summary>The device waits for its person to sign in at mos.ru once more.</summary>
    Asleep,

    /// <summary>The browser asks too often, or too many people at once.</summary>
    TooOften,

    /// <summary>The server did not answer the page's script.</summary>
    NoAnswer,
}

/// <summary>What a problem is called, and what to do.</summary>
internal static class DeviceProblems
{
    public static string Text(DeviceProblem problem) => problem switch
    {
        DeviceProblem.NameMissing => DevicesText.NameMissing,
        DeviceProblem.NameTooLong => string.Format(DevicesText.NameTooLong, DeviceForm.MaxName),
        DeviceProblem.NameUnreadable => DevicesText.NameUnreadable,
        DeviceProblem.ServiceClosed => DevicesText.ServiceClosed,
        DeviceProblem.Cancelled => DevicesText.Cancelled,
        DeviceProblem.Unsupported => DevicesText.Unsupported,
        DeviceProblem.Refused => DevicesText.Refused,
        DeviceProblem.AlreadyBound => DevicesText.AlreadyBound,
        DeviceProblem.TooMany => string.Format(DevicesText.TooMany, Device.MostOfOnePerson),
        DeviceProblem.NotOwn => DevicesText.NotOwn,
        DeviceProblem.Unbound => DevicesText.Unbound,
        DeviceProblem.LostRight => DevicesText.LostRight,
        DeviceProblem.SwitchedOff => DevicesText.SwitchedOff,
        DeviceProblem.Asleep => DevicesText.Asleep,
        DeviceProblem.TooOften => DevicesText.TooOften,
        DeviceProblem.NoAnswer => DevicesText.NoAnswer,
        _ => DevicesText.Expired,
    };

    /// <summary>From the page's script: what somebody made up is the server's silence.</summary>
    public static DeviceProblem Read(string? text) =>
        Enum.TryParse<DeviceProblem>(text, out var problem) && Enum.IsDefined(problem) ? problem : DeviceProblem.NoAnswer;
}
