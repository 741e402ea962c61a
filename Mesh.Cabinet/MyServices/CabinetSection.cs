using Mesh.Cabinet.Matching;

namespace Mesh.Cabinet.MyServices;

/// <summary>A part of the cabinet itself, beside the services.</summary>
/// <param name="Words">What else people call it.</param>
internal sealed record CabinetSection(string Address, string Icon, string Title, string About, string Words)
{
    private static readonly CabinetSection Account = new("/cabinet/account", "account", MyServicesText.AccountTile, MyServicesText.AccountAbout, MyServicesText.AccountWords);
    private static readonly CabinetSection Children = new("/cabinet/children", "children", MyServicesText.ChildrenTile, MyServicesText.ChildrenAbout, MyServicesText.ChildrenWords);
    private static readonly CabinetSection Contacts = new("/cabinet/contacts", "contacts", MyServicesText.ContactsTile, MyServicesText.ContactsAbout, MyServicesText.ContactsWords);
    private static readonly CabinetSection Devices = new("/cabinet/devices", "devices", MyServicesText.DevicesTile, MyServicesText.DevicesAbout, MyServicesText.DevicesWords);
    private static readonly CabinetSection Help = new("/help", "help", MyServicesText.HelpTile, MyServicesText.HelpAbout, "");

    /// <summary>What this person finds in the cabinet.</summary>
    public static IEnumerable<CabinetSection> Of(Access access) =>
        access.Has(PersonRole.Parent) ? [Account, Children, Contacts, Devices, Help] : [Account, Contacts, Devices, Help];
}
