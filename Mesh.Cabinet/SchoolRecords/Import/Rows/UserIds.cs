using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.SchoolRecords.Import.Rows;

/// <summary>The field <c>userIds</c>: <c>{TYPE:value}</c>, several of them parted by commas, of which only СНИЛС is read.</summary>
internal static class UserIds
{
    private const string Column = "userIds";
    private const string SnilsType = "SNILS";

    public static Snils? ReadSnils(RowReader row)
    {
        var rest = row.Raw(Column).AsSpan().Trim();
        string? found = null;
        for (var count = 1; !rest.IsEmpty; count++)
        {
            if (!row.IsListed(Column, count))
                return null;

            var end = rest.IndexOf('}');
            var colon = rest.IndexOf(':');
            if (rest[0] != '{' || colon < 2 || end < colon)
                return Refuse(row, ImportText.WrongUserIds);

            if (rest[1..colon].Trim().Equals(SnilsType, StringComparison.OrdinalIgnoreCase))
            {
                if (found is not null)
                    return Refuse(row, ImportText.SnilsTwice);
                found = rest[(colon + 1)..end].Trim().ToString();
            }

            rest = rest[(end + 1)..].TrimStart();
            if (rest.IsEmpty)
                break;
            if (rest[0] != ',')
                return Refuse(row, ImportText.WrongUserIds);
            rest = rest[1..].TrimStart();
        }

        // A person without СНИЛС yet is a person all the same (E17).
        return string.IsNullOrEmpty(found) ? null : Snils.TryParse(found) ?? Refuse(row, ImportText.WrongSnils);
    }

    private static Snils? Refuse(RowReader row, string reason)
    {
        row.Refuse(Column, reason);
        return null;
    }
}
