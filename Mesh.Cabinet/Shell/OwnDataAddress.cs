namespace Mesh.Cabinet.Shell;

/// <summary>Where a person's own data are asked for, by a form on the page of the account.</summary>
internal static class OwnDataAddress
{
    public const string Path = "/cabinet/account/data";

    public const string KindField = "as";

    public const string Page = "page";

    public const string Json = "json";
}
