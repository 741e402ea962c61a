using Mesh.Cabinet.Database;
using Mesh.Cabinet.Logins;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.SchoolRecords.Import.Rows;

/// <summary>A row of users.csv. The column <c>password</c> is never read.</summary>
internal sealed record PersonRow : RowContent
{
    private const int MaxUsernameLength = TextLength.Line;
    private static readonly char[] Separators = [',', ';'];
    private readonly FieldProtection protection;
    private readonly string id;
    private readonly PersonName name;
    private readonly string? username;
    private readonly SnilsOfRow snils;
    private readonly string? grades;
    private readonly string? primaryOrganisationId;

    private PersonRow(RowReader row, FieldProtection protection)
    {
        this.protection = protection;
        id = row.Id("sourcedId");
        name = new PersonName(
            ReadName(row, "familyName") ?? Refused(row, "familyName"),
            ReadName(row, "givenName") ?? Refused(row, "givenName"),
            ReadName(row, "middleName"));
        username = ReadUsername(row);
        snils = UserIds.ReadSnils(row);
        grades = row.Optional("grades", TextLength.Line);
        primaryOrganisationId = row.OptionalId("primaryOrgSourcedId");
        Agents = row.Ids("agentSourcedIds");
        Contacts = [.. ReadContacts(row).DistinctBy(contact => (contact.Kind, contact.Value)).OrderBy(contact => contact.Kind).ThenBy(contact => contact.Value, StringComparer.Ordinal)];
    }

    /// <summary>From demographics.csv.</summary>
    public DateOnly? BirthDate { get; set; }

    public IReadOnlyList<string> Agents { get; }

    public IReadOnlyList<RowContact> Contacts { get; }

    public override IEnumerable<object?> Distinguishing =>
    [
        name.Family, name.Given, name.Middle, username, snils.Snils?.Digits, snils.IsMisread, BirthDate, grades, primaryOrganisationId,
        // Nothing stands between both, so that a contact is never taken for two agents.
        .. Contacts.SelectMany(contact => new object?[] { contact.Kind.ToString(), contact.Value }), null, .. Agents,
    ];

    public static PersonRow Read(RowReader row, RowSettings settings) => new(row, settings.Protection);

    public override object?[] Checked => [FoldedUsername, IsUsernameLegal, primaryOrganisationId];

    private string? FoldedUsername => username is null ? null : LoginRules.Fold(username);

    private bool IsUsernameLegal => username is not null && LoginRules.IsLegal(username);

    public override object?[] Values() =>
    [
        name.Family, name.Given, name.Middle, name.Folded, username, FoldedUsername, IsUsernameLegal,
        snils.Snils is not { } number ? null : protection.Index(ProtectedField.Snils, number.Digits),
        snils.Snils is not { } secret ? null : protection.Protect(ProtectedField.Snils, id, secret.Digits), snils.IsMisread, BirthDate, grades, primaryOrganisationId,
    ];

    private static string? ReadName(RowReader row, string column) =>
        row.Optional(column, PersonName.MaxPartLength) is { } part && PersonName.Clean(part) is { Length: > 0 } clean ? clean : null;

    private static string Refused(RowReader row, string column)
    {
        row.Refuse(column, ImportText.FieldEmpty);
        return "";
    }

    // Kept byte for byte, whatever characters it has: what is forbidden in it is for the activation to replace (R26, R27).
    private static string? ReadUsername(RowReader row)
    {
        var value = row.Raw("username");
        if (LoginRules.Fold(value).Length > MaxUsernameLength)
            row.Refuse("username", string.Format(ImportText.TooLong, MaxUsernameLength));
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    private static IEnumerable<RowContact> ReadContacts(RowReader row)
    {
        foreach (var value in Values(row, "email"))
        {
            if (EmailAddress.TryParse(value) is { } email)
                yield return new RowContact(ProtectedField.Email, email.Folded);
            else
                row.LeaveOut("email", ImportText.WrongEmail);
        }

        foreach (var column in new[] { "phone", "sms" })
        {
            foreach (var value in Values(row, column))
            {
                if (PhoneNumber.TryParse(value) is { } phone)
                    yield return new RowContact(ProtectedField.Phone, phone.E164);
                else
                    row.LeaveOut(column, ImportText.WrongPhone);
            }
        }
    }

    private static IReadOnlyList<string> Values(RowReader row, string column) => row.List(column, Separators);
}
