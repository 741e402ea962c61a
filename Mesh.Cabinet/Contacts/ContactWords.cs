using System.Globalization;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Contacts;

/// <summary>Contacts in plain words.</summary>
internal static class ContactWords
{
    public static string Title(ContactKind kind) => kind is ContactKind.Phone ? ContactsText.Phones : ContactsText.Emails;

    public static string Of(ContactGroup group) =>
        group.Verdict is ContactVerdict.Agrees ? ContactsText.Agrees : Text($"{group.Verdict}{group.Kind}");

    /// <summary>Who can make the two agree; nobody where nothing is wrong.</summary>
    public static IReadOnlyList<Mender> Menders(ContactVerdict verdict, IReadOnlyList<Mender> registers) => verdict switch
    {
        ContactVerdict.Differs => [Mender.Person, .. registers],
        ContactVerdict.MissingAtSchool => registers,
        ContactVerdict.MissingAtMosRu or ContactVerdict.UnverifiedAtMosRu => [Mender.Person],
        _ => [],
    };

    /// <summary>Where the contacts come from, and how fresh they are.</summary>
    public static string Provenance(this HeldContacts held)
    {
        var source = string.Format(ContactsText.Source, string.Join($" {ContactsText.And} ", held.Registers.Select(register => Text($"Source{register}"))));
        return string.Join(' ', new[]
        {
            source,
            held.AsOf is { } asOf ? string.Format(ContactsText.AsOf, MomentWords.Of(asOf)) : null,
            held.ChangedAt is { } changedAt ? string.Format(ContactsText.ChangedAt, MomentWords.Of(changedAt)) : null,
        }.OfType<string>());
    }

    /// <summary>How the person would ask the school to write down what mos.ru vouches for; null where nothing of it is missing there.</summary>
    /// <remarks>It says no number: those are shown to whoever has just typed the password, and the request carries mos.ru's by itself (D20).</remarks>
    public static string? Wish(IReadOnlyList<ContactGroup> groups)
    {
        var kinds = groups.Where(IsWished).Select(group => group.Kind is ContactKind.Phone ? ContactsText.WishPhone : ContactsText.WishEmail).ToList();
        return kinds.Count == 0 ? null : string.Format(ContactsText.Wish, string.Join($" {ContactsText.And} ", kinds));
    }

    /// <summary>mos.ru vouches for what the school lacks.</summary>
    public static bool IsWished(ContactGroup group) => group is { AtMosRu.IsAtMosRu: true, Verdict: ContactVerdict.Differs or ContactVerdict.MissingAtSchool };

    /// <summary>Who a representative is to the student.</summary>
    public static string Relation(string role) => Text($"Role{role}");

    private static string Text(string key) =>
        ContactsText.ResourceManager.GetString(key, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text {key}.");
}
