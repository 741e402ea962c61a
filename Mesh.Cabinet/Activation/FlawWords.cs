using System.Globalization;
using Mesh.Cabinet.Logins;

namespace Mesh.Cabinet.Activation;

/// <summary>A flaw of a login in plain words.</summary>
internal static class FlawWords
{
    public static string Of(LoginFlaw flaw) => flaw switch
    {
        LoginFlaw.Forbidden { Kind: ForbiddenKind.Space } space => string.Format(ActivationText.FlawSpace, space.Place),
        LoginFlaw.Forbidden { Kind: ForbiddenKind.Control } control => string.Format(ActivationText.FlawControl, control.Place),
        LoginFlaw.Forbidden { Kind: ForbiddenKind.Punctuation } mark => string.Format(ActivationText.FlawPunctuation, mark.Character, Name(mark.Character), mark.Place),
        LoginFlaw.Forbidden foreign => string.Format(ActivationText.FlawForeign, foreign.Character, foreign.Place),
        LoginFlaw.Cyrillic { Becomes: "" } silent => string.Format(ActivationText.FlawSilent, silent.Character, silent.Place),
        LoginFlaw.Cyrillic cyrillic => string.Format(ActivationText.FlawCyrillic, cyrillic.Character, cyrillic.Place, cyrillic.Becomes),
        LoginFlaw.TooLong tooLong => string.Format(ActivationText.FlawTooLong, tooLong.Length, LoginRules.MaxLength),
        LoginFlaw.Reserved reserved => string.Format(ActivationText.FlawReserved, reserved.Name),
        _ => throw new InvalidOperationException($"{flaw} has no words."),
    };

    // «.» (точка): who listens to a screen reader does not hear a bare sign.
    private static string Name(string character) =>
        ActivationText.ResourceManager.GetString($"Sign{(int)character[0]}", CultureInfo.CurrentUICulture) ?? ActivationText.SignOther;
}
