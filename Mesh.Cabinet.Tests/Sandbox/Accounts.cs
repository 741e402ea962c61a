using Mesh.Cabinet.Sandbox.Accounts;

namespace Mesh.Cabinet.Tests.Sandbox;

/// <summary>Accounts as the product would send them to the directory.</summary>
internal static class Accounts
{
    public static object Teacher(string userName, string password) => new
    {
        schemas = (string[])[ScimUser.Schema],
        externalId = $"Ext-{userName}",
        userName,
        name = new { familyName = "Петрова", givenName = "Анна", middleName = "Сергеевна" },
        displayName = "Петрова Анна Сергеевна",
        active = true,
        password,
        userType = "Teacher",
        emails = (object[])[new { value = $"{userName}@zao.obr.mos.ru", type = "work", primary = true }],
        entitlements = (object[])[new { value = "wifi:Study" }],
    };

    public static object Student(string userName, string password) => new
    {
        schemas = (string[])[ScimUser.Schema],
        externalId = $"Ext-{userName}",
        userName,
        displayName = "Соколов Михаил",
        active = true,
        password,
        userType = "Student",
        entitlements = (object[])[new { value = "wifi:Study.mos" }],
    };
}
