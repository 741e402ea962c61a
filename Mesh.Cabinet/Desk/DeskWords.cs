using Mesh.Cabinet.Cases;

namespace Mesh.Cabinet.Desk;

/// <summary>States as an operator reads them: whose turn it is, seen from this side.</summary>
internal static class DeskWords
{
    public static string Of(CaseState state) => state switch
    {
        CaseState.Open => DeskText.StateOpen,
        CaseState.WaitsForPerson => DeskText.StateWaitsForPerson,
        CaseState.WaitsForSchool => DeskText.StateWaitsForSchool,
        _ => DeskText.StateDone,
    };

    /// <summary>Why nothing was changed.</summary>
    public static string Of(CaseChange change) => change switch
    {
        CaseChange.Meanwhile { HandlerName: { } name } => string.Format(DeskText.MeanwhileBy, name),
        CaseChange.Meanwhile => DeskText.Meanwhile,
        _ => DeskText.NotThere,
    };
}
