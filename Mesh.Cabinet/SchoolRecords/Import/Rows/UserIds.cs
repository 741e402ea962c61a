using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.SchoolRecords.Import.Rows;

/// <summary>What the field <c>userIds</c> says of a person's СНИЛС.</summary>
/// <param name="Snils">Null if it says none.</param>
/// <param name="IsMisread">It says something that is no СНИЛС, so that an earlier one stays (E42).</param>
internal sealed record SnilsOfRow(Snils? Snils, bool IsMisread);

/// <summary>
/// The field <c>userIds</c>: <c>{TYPE:value}</c>, several of them parted by commas, of which only СНИЛС is read. What stands there otherwise
/// is left out, and the person stays.
/// </summary>
internal static class UserIds
{
    private const string Column = "userIds";
    private const string SnilsType = "SNILS";

    public static SnilsOfRow ReadSnils(RowReader row)
    {
        var values = new List<string>();
        var isBroken = false;
        var count = 0;
        for (var rest = row.Raw(Column).AsSpan().Trim(); !rest.IsEmpty; rest = rest.TrimStart(" ,;"))
        {
            if (!row.IsListed(Column, ++count))
                return new SnilsOfRow(null, IsMisread: true);

            var end = rest.IndexOf('}');
            var colon = rest.IndexOf(':');
            if (rest[0] != '{' || colon < 2 || end < colon)
            {
                isBroken = true;
                break;
            }

            if (rest[1..colon].Trim().Equals(SnilsType, StringComparison.OrdinalIgnoreCase))
                values.Add(rest[(colon + 1)..end].Trim().ToString());
            rest = rest[(end + 1)..];
        }

        return Choose(row, values, isBroken);
    }

    // A person without СНИЛС yet is a person all the same (E17).
    private static SnilsOfRow Choose(RowReader row, List<string> values, bool isBroken)
    {
        var said = values.Where(value => value.Length > 0).ToList();
        var read = said.Select(Snils.TryParse).ToList();
        if (isBroken)
            row.LeaveOut(Column, ImportText.WrongUserIds);
        if (read.Contains(null))
            row.LeaveOut(Column, ImportText.WrongSnils);
        else if (read.Distinct().Count() > 1)
            row.LeaveOut(Column, ImportText.SnilsTwice);
        else if (read is [{ } only, ..])
            return new SnilsOfRow(only, IsMisread: false);
        return new SnilsOfRow(null, IsMisread: isBroken || said.Count > 0);
    }
}
