using Mesh.Cabinet.Matching;

namespace Mesh.Cabinet.MyServices;

/// <summary>A part of the cabinet itself, beside the services.</summary>
/// <param name="Words">What else people call it.</param>
internal sealed record CabinetSection(string Address, string Icon, string Title, string About, string Words)
{
    /// <summary>What this person finds in the cabinet.</summary>
    public static IEnumerable<CabinetSection> Of(Access access)
    {
        yield return new("/cabinet/account", "account", MyServicesText.AccountTile, MyServicesText.AccountAbout, MyServicesText.AccountWords);
        if (access.Has(PersonRole.Parent))
            yield return new("/cabinet/children", "children", MyServicesText.ChildrenTile, MyServicesText.ChildrenAbout, MyServicesText.ChildrenWords);
        yield return new("/cabinet/contacts", "contacts", MyServicesText.ContactsTile, MyServicesText.ContactsAbout, MyServicesText.ContactsWords);
        yield return new("/cabinet/devices", "devices", MyServicesText.DevicesTile, MyServicesText.DevicesAbout, MyServicesText.DevicesWords);
        yield return new("/help", "help", MyServicesText.HelpTile, MyServicesText.HelpAbout, "");
    }
}
