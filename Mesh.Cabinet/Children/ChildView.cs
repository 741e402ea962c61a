using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Children;

/// <summary>A child as its page shows it.</summary>
/// <param name="AdultId">Who is looking.</param>
/// <param name="IsActive">The МЭШ account works.</param>
/// <param name="IsActivationOffered">The child's schools have accounts for it: not the private ones, nor those outside Moscow (R19, D15).</param>
public sealed record ChildView(
    string AdultId, FamilyChild Family, IReadOnlyList<ChildClass> Classes, ChildAccountState Account, bool IsActive, bool IsActivationOffered)
{
    public PersonRecord Child => Family.Child;

    public string Id => Child.Id;

    /// <summary>«Дарья С.»: who looks over a shoulder learns no more than needed.</summary>
    public string Name => NameOf(Child);

    public static string NameOf(PersonRecord child) => $"{child.Name.Given} {child.Name.Family[..1]}.";

    public IEnumerable<string> Schools => Child.Posts.Where(post => post is { Role: "student", IsWithdrawn: false }).Select(post => post.School.Name).Distinct();

    /// <summary>«2-А · Школа № 9101».</summary>
    public string Place => string.Join(" · ", Classes.Select(it => it.Title).Concat(Schools));

    public bool MayAct => Family.Right is FamilyRight.Full;

    /// <summary>Whether an account can be asked for now.</summary>
    public bool IsOffered => MayAct && Account is ChildAccountState.None or ChildAccountState.Started { IsBusy: false };
}

/// <summary>Addresses below the page of the children.</summary>
internal static class ChildAddress
{
    public const string List = "/cabinet/children";

    public static string Of(string id) => $"{List}/{Uri.EscapeDataString(id)}";

    public static string Account(string id) => $"{Of(id)}/account";

    /// <summary>Where somebody says whom the list lacks: below no child, whatever ids there are.</summary>
    public const string Missing = "/cabinet/missing-child";

    public static string NotMine(string id) => $"{Of(id)}/not-mine";

    public static string NewPassword(string id) => $"{Of(id)}/new-password";

    /// <summary>The id in an address; routing leaves an escaped slash as it is.</summary>
    public static string Read(string? routed) => (routed ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
