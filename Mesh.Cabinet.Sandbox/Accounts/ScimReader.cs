using System.Text.Json;

namespace Mesh.Cabinet.Sandbox.Accounts;

/// <summary>Reads SCIM attributes from JSON; names of attributes have no case (RFC 7643 §2.1).</summary>
internal static class ScimReader
{
    private const int LongestText = 1024;
    private static readonly string[] UserTypes = ["Teacher", "Staff", "Student"];

    /// <summary>An account as a create or a replace brings it, with the password beside it.</summary>
    public static (ScimUser User, string? Password) ReadUser(JsonElement resource)
    {
        RequireObject(resource, "The resource");
        var schemas = Find(resource, "schemas");
        if (schemas is not { ValueKind: JsonValueKind.Array } list || !list.EnumerateArray().Any(schema => IsText(schema, ScimUser.Schema)))
            throw ScimFault.InvalidSyntax($"schemas: must hold {ScimUser.Schema}.");

        var user = new ScimUser();
        string? password = null;
        foreach (var attribute in resource.EnumerateObject())
        {
            if (Is(attribute, "password"))
                password = Text(attribute.Value, "password");
            else if (!IsTheDirectorysOwn(attribute))
                user = With(user, attribute.Name, attribute.Value) ?? user;
        }

        if (user.UserName.Length == 0)
            throw ScimFault.InvalidValue("userName: is required.");
        return (user, password);
    }

    /// <summary>The account with one attribute replaced; null if the attribute is not kept here.</summary>
    public static ScimUser? With(ScimUser user, string attribute, JsonElement value) => attribute.ToUpperInvariant() switch
    {
        "USERNAME" => user with { UserName = Text(value, attribute) ?? throw ScimFault.InvalidValue("userName: is required.") },
        "EXTERNALID" => user with { ExternalId = Text(value, attribute) },
        "DISPLAYNAME" => user with { DisplayName = Text(value, attribute) },
        "USERTYPE" => user with { UserType = UserType(Text(value, attribute)) },
        "ACTIVE" => user with { Active = Flag(value, attribute) },
        "NAME" => user with { Name = Name(user.Name, value) },
        "EMAILS" => user with { Emails = Values(value, attribute) },
        "ENTITLEMENTS" => user with { Entitlements = Values(value, attribute) },
        _ => null,
    };

    public static ScimName? Name(ScimName? name, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null)
            return null;

        RequireObject(value, "name");
        return value.EnumerateObject().Aggregate(name ?? new ScimName(null, null, null, null), (changed, part) => NamePart(changed, part.Name, Text(part.Value, part.Name)) ?? changed);
    }

    /// <summary>The name with one part replaced; null if there is no such part.</summary>
    public static ScimName? NamePart(ScimName name, string part, string? text) => part.ToUpperInvariant() switch
    {
        "FAMILYNAME" => name with { FamilyName = text },
        "GIVENNAME" => name with { GivenName = text },
        "MIDDLENAME" => name with { MiddleName = text },
        "FORMATTED" => name with { Formatted = text },
        _ => null,
    };

    /// <summary>The elements of a multi-valued attribute; a single one may come without its list.</summary>
    public static IReadOnlyList<ScimValue> Values(JsonElement value, string attribute) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array => [.. value.EnumerateArray().Select(element => Value(element, attribute))],
        _ => [Value(value, attribute)],
    };

    public static string? Text(JsonElement value, string attribute) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when value.GetString() is { Length: <= LongestText } text => text,
        JsonValueKind.String => throw ScimFault.InvalidValue($"{attribute}: must have at most {LongestText} characters."),
        _ => throw ScimFault.InvalidValue($"{attribute}: must be a string."),
    };

    public static JsonElement? Find(JsonElement resource, string attribute)
    {
        foreach (var property in resource.EnumerateObject())
        {
            if (Is(property, attribute))
                return property.Value;
        }

        return null;
    }

    public static void RequireObject(JsonElement value, string what)
    {
        if (value.ValueKind is not JsonValueKind.Object)
            throw ScimFault.InvalidSyntax($"{what}: must be an object.");
    }

    private static ScimValue Value(JsonElement element, string attribute)
    {
        if (element.ValueKind is JsonValueKind.String)
            return new ScimValue(element.GetString()!);

        RequireObject(element, attribute);
        var value = Find(element, "value") is { } text ? Text(text, attribute) : null;
        return new ScimValue(
            value ?? throw ScimFault.InvalidValue($"{attribute}: an element needs a value."),
            Find(element, "type") is { } type ? Text(type, attribute) : null,
            Find(element, "primary") is { } primary ? Flag(primary, attribute) : null,
            Find(element, "display") is { } display ? Text(display, attribute) : null);
    }

    private static bool Flag(JsonElement value, string attribute) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw ScimFault.InvalidValue($"{attribute}: must be true or false."),
    };

    private static string? UserType(string? text) => text is null || UserTypes.Contains(text)
        ? text
        : throw ScimFault.InvalidValue($"userType: must be one of {string.Join(", ", UserTypes)}.");

    private static bool IsTheDirectorysOwn(JsonProperty attribute) => Is(attribute, "schemas") || Is(attribute, "id") || Is(attribute, "meta");

    private static bool Is(JsonProperty property, string name) => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsText(JsonElement element, string text) =>
        element.ValueKind is JsonValueKind.String && string.Equals(element.GetString(), text, StringComparison.OrdinalIgnoreCase);
}
