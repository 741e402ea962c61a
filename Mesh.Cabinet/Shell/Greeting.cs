using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.Shell;

/// <summary>How a letter begins. Of a person it holds the given name alone, and only what can be a name.</summary>
internal static class Greeting
{
    private const int MaxLength = 40;

    public static string Of(CityProfile? profile) => Of(profile?.GivenName, profile?.IsSimplified == true);

    /// <param name="isChild">The letter goes to the parents.</param>
    public static string Of(string? givenName, bool isChild) => givenName?.Trim() is { Length: > 0 and <= MaxLength } name && name.All(sign => char.IsLetter(sign) || sign is ' ' or '-')
        ? (isChild ? string.Format(ShellText.GreetingOfChild, name) : string.Format(ShellText.Greeting, name))
        : ShellText.GreetingOfNobody;
}
