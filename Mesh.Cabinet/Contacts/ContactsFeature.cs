using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Shell;
using MudBlazor;

namespace Mesh.Cabinet.Contacts;

/// <summary>Registers the contacts that the school holds.</summary>
internal static class ContactsFeature
{
    public static WebApplicationBuilder AddContacts(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ContactsQuery>();
        builder.Services.AddSingleton<ContactRequests>();
        builder.Services.AddSingleton<ShownContactsStore>();
        builder.Services.AddRetry(SupportCaseKind.ContactsRequest, "/cabinet/contacts", ContactsText.SeeAgain);
        builder.Services.AddHistory("contacts-shown", _ => ContactsText.HistoryShown);
        builder.Services.AddMenu(new(50, "/cabinet/contacts", Icons.Material.Rounded.ContactPhone, ShellText.MenuContacts, IsSecond: true));
        return builder;
    }
}
