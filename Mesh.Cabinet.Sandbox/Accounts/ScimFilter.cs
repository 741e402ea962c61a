using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mesh.Cabinet.Sandbox.Accounts;

/// <summary>A filter of the one form that provisioning needs, <c>attribute eq "value"</c> (RFC 7644 §3.4.2.2).</summary>
internal sealed partial record ScimFilter(string Attribute, string Value)
{
    private const string UserPrefix = ScimUser.Schema + ":";

    /// <exception cref="ScimFault">invalidFilter.</exception>
    public static ScimFilter Parse(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success)
            throw ScimFault.InvalidFilter("The filter must have the form: attribute eq \"value\".");

        var attribute = match.Groups["attribute"].Value;
        if (attribute.StartsWith(UserPrefix, StringComparison.OrdinalIgnoreCase))
            attribute = attribute[UserPrefix.Length..];
        try
        {
            return new ScimFilter(attribute.ToUpperInvariant(), JsonSerializer.Deserialize<string>(match.Groups["value"].Value)!);
        }
        catch (JsonException)
        {
            throw ScimFault.InvalidFilter("The value of the filter is no JSON string.");
        }
    }

    /// <summary>Whether an element of a multi-valued attribute is meant.</summary>
    public bool Selects(ScimValue element) => Attribute switch
    {
        "VALUE" => string.Equals(element.Value, Value, StringComparison.OrdinalIgnoreCase),
        "TYPE" => string.Equals(element.Type, Value, StringComparison.OrdinalIgnoreCase),
        "DISPLAY" => string.Equals(element.Display, Value, StringComparison.OrdinalIgnoreCase),
        _ => throw ScimFault.InvalidFilter($"{Attribute}: cannot be filtered by."),
    };

    [GeneratedRegex("^\\s*(?<attribute>[A-Za-z0-9:._-]+)\\s+[eE][qQ]\\s+(?<value>\".*\")\\s*$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
