namespace Mesh.Cabinet.Sandbox.Equipment;

/// <summary>Where somebody signs in: <c>pc</c>, <c>teams</c> or <c>wifi:</c> with the name of a network.</summary>
public sealed record Place(string Code)
{
    private const string WifiPrefix = "wifi:";

    public static readonly Place WorkPc = new("pc");

    public static readonly Place Teams = new("teams");

    /// <summary>The right that the network asks for; null where none is asked.</summary>
    public string? NeededRight => Code.StartsWith(WifiPrefix, StringComparison.Ordinal) ? Code : null;

    /// <summary>Null if there is no such place.</summary>
    public static Place? Parse(string? code) => code switch
    {
        null => null,
        _ when code == WorkPc.Code => WorkPc,
        _ when code == Teams.Code => Teams,
        _ when code.StartsWith(WifiPrefix, StringComparison.Ordinal) && code.Length > WifiPrefix.Length => new Place(code),
        _ => null,
    };
}

/// <summary>One try to sign in somewhere.</summary>
public sealed record Attempt(Place Place, string Login, string Password)
{
    public override string ToString() => Place.Code;
}

/// <summary>What the equipment answers.</summary>
public abstract record Admission
{
    public sealed record Admitted(string DisplayName) : Admission;

    public sealed record UnknownLogin : Admission;

    public sealed record WrongPassword : Admission;

    public sealed record SwitchedOff : Admission;

    public sealed record NoRight(string Right) : Admission;

    public sealed record OnlyByFullAddress : Admission;

    public sealed record NotForStudents : Admission;
}
