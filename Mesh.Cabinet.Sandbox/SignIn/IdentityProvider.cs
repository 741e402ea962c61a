namespace Mesh.Cabinet.Sandbox.SignIn;

/// <summary>One of the two ways to prove who one is; both are served by this application and told apart by the path base.</summary>
/// <param name="Via">As in <c>citizens.json</c>.</param>
/// <param name="Section">The product's settings section for it.</param>
public sealed record IdentityProvider(string Via, string PathBase, string Section, string Title)
{
    public static readonly IdentityProvider MosRu = new("mos.ru", "", "MosRu", "mos.ru");

    public static readonly IdentityProvider Gosuslugi = new("gosuslugi", "/gosuslugi", "Gosuslugi", "госуслуги");

    public static IReadOnlyList<IdentityProvider> All { get; } = [MosRu, Gosuslugi];

    public static IdentityProvider Of(HttpContext context) =>
        context.Request.PathBase.StartsWithSegments(Gosuslugi.PathBase, StringComparison.OrdinalIgnoreCase) ? Gosuslugi : MosRu;
}
