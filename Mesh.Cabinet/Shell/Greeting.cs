using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.Shell;

/// <summary>How a letter begins. Of a person it holds the given name alone, and only what can be a name.</summary>
internal static class Greeting
{
    private const int MaxLength = 40;

    public static string Of(CityProfile? profile) => profile?.GivenName?.Trim() is { Length: > 0 and <= MaxLength } name && name.All(sign => char.IsLetter(sign) || sign is ' ' or '-')
        ? (profile.IsSimplified ? string.Format(ShellText.GreetingOfChild, name) : string.Format(ShellText.Greeting, name))
        : ShellText.GreetingOfNobody;
}
