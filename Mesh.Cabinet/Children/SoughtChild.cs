using System.Text.Json;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Children;

/// <summary>The child whom a parent misses, as the case keeps it until an import brings it.</summary>
/// <param name="Name">As the parent typed it.</param>
/// <param name="Known">Ids of the children who stood in the list then: none of them is the one.</param>
/// <param name="Profile">What mos.ru said of the parent; a school that is named by somebody unproven never sees it.</param>
internal sealed record SoughtChild(string Name, IReadOnlyList<string> Known, CityProfile Profile)
{
    private static readonly string[] Patronymics = ["вич", "ьич", "вна", "чна", "шна", "оглы", "кызы"];

    public static SoughtChild? Read(string? kept) => kept is null ? null : JsonSerializer.Deserialize<SoughtChild>(kept);

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>
    /// Whether a record's name is the one that was typed: surname and given name in whatever order, with or without a patronymic, but not with
    /// another one; or the given name alone. What else was typed, a class or a year, is no part of a name.
    /// </summary>
    public bool IsNamed(PersonName name)
    {
        var typed = Words(Name);
        var (family, given, middle) = (Words(name.Family), Words(name.Given), Words(name.Middle));
        if (given.Count == 0 || !given.IsSubsetOf(typed))
            return false;
        var rest = typed.Except(family).Except(given).Except(middle).ToList();
        if (name.Middle is not null && rest.Exists(word => Patronymics.Any(end => word.EndsWith(end, StringComparison.Ordinal))))
            return false;
        return family.IsSubsetOf(typed) || typed.IsSubsetOf(given.Union(middle));
    }

    public override string ToString() => "***";

    private static HashSet<string> Words(string? text) =>
        PersonName.Fold(text).Split([' ', ',', '.', ';', '(', ')'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}

/// <summary>«Моего ребёнка нет в списке»: an import has brought the child.</summary>
internal sealed class ChildMending(IAccessView access, IFamilies families, IPersonAddresses addresses, MoscowClock clock) : ICaseMending
{
    public async Task<MendedCase?> FindAsync(WaitingCase waiting, CancellationToken cancellation)
    {
        if (!waiting.OpenKey.StartsWith($"{SupportCaseKind.ChildMissing}/", StringComparison.Ordinal) || SoughtChild.Read(waiting.Sought) is not { } sought)
            return null;
        if (await access.EvaluateAsync(sought.Profile, cancellation) is not { Person: { } adult } now || !now.Has(PersonRole.Parent))
            return null;

        var children = await families.ChildrenOfAsync(adult.Id, clock.Today, cancellation);
        return children.Any(child => !sought.Known.Contains(child.Child.Id, StringComparer.Ordinal) && sought.IsNamed(child.Child.Name) && MyChildren.ComesByThisDoor(sought.Profile, child.Child, clock.Today))
            ? new MendedCase(ChildrenText.MissingMended, await addresses.OfAsync(sought.Profile, cancellation))
            : null;
    }
}
