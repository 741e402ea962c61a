using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Contacts;

/// <summary>Registers the contacts that the school holds.</summary>
internal static class ContactsFeature
{
    public static WebApplicationBuilder AddContacts(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ContactsQuery>();
        builder.Services.AddSingleton<ContactRequests>();
        builder.Services.AddSingleton<ShownContactsStore>();
        builder.Services.AddHistory("contacts-shown", _ => ContactsText.HistoryShown);
        return builder;
    }
}
