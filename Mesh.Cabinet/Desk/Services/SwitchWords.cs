using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.MyServices.Switches;

namespace Mesh.Cabinet.Desk.Services;

/// <summary>What a switch is called at the desk.</summary>
internal static class SwitchWords
{
    public static string For(PersonRole? role) => role switch
    {
        PersonRole.Staff => SwitchesText.ForStaff,
        PersonRole.Student => SwitchesText.ForStudents,
        PersonRole.Parent => SwitchesText.ForParents,
        _ => SwitchesText.ForAll,
    };

    /// <summary>«Журнал: для учащихся».</summary>
    public static string What(ServiceSwitch one, IServiceCatalogue catalogue) => $"{catalogue.Find(one.ServiceKey)?.Title ?? one.ServiceKey}: {For(one.Role)}";

    public static IEnumerable<PersonRole> RolesOf(ServiceEntry entry) => Enum.GetValues<PersonRole>().Where(entry.IsFor);

    public static string Outcome(SwitchOutcome outcome, string done) => outcome switch
    {
        SwitchOutcome.Switched => done,
        SwitchOutcome.AlreadySo => SwitchesText.AlreadySo,
        SwitchOutcome.NoReason => DeskText.WhyMissing,
        _ => SwitchesText.NotYours,
    };
}
