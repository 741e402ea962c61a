using Mesh.Cabinet.Database;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.PasswordEvents;
using Mesh.Cabinet.SchoolRecords.Fields;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>What comes from outside fits where it is kept: SQL Server refuses a longer text, SQLite would take it.</summary>
public sealed class TextLengthTests
{
    private static readonly Dictionary<string, int> Columns = ReadColumns();

    /// <summary>What bounds a text, by the name of the column that takes it.</summary>
    private static readonly Dictionary<string, int> Bounds = new()
    {
        ["Subject"] = CityProfile.MaxSubjectLength,
        ["MosRuLogin"] = CityProfile.MaxLoginLength,
        ["Login"] = CityProfile.MaxLoginLength,
        ["FoldedLogin"] = CityProfile.MaxLoginLength,
        ["AskedLogin"] = TextLength.Line,
        ["WantedLogin"] = TextLength.Line,
        ["JournalLogin"] = TextLength.Line,
        ["DecidedLogin"] = TextLength.Line,
        ["Username"] = TextLength.Line,
        ["FoldedUsername"] = TextLength.Line,
        ["Title"] = TextLength.Line,
        ["Position"] = TextLength.Line,
        ["TeamsDomain"] = TextLength.Line,
        ["Grades"] = TextLength.Line,
        ["Jti"] = SecurityEvent.MaxJti,
        ["Detail"] = AuditEntry.MaxDetailLength,
        ["Device"] = AuditEntry.MaxDeviceLength,
        ["Browser"] = AuditEntry.MaxDeviceLength,
        ["Transports"] = TextLength.Browser,
        ["OpenKey"] = TextLength.CaseKey,
        ["FamilyName"] = PersonName.MaxPartLength,
        ["GivenName"] = PersonName.MaxPartLength,
        ["MiddleName"] = PersonName.MaxPartLength,
        ["PersonId"] = TextLength.Id,
        ["OrganisationId"] = TextLength.Id,
        ["AgentId"] = TextLength.Id,
        ["ByPersonId"] = TextLength.Id,
        ["Provider"] = TextLength.Word,
        ["Kind"] = 20,
        ["Event"] = TextLength.Word,
    };

    [Fact]
    public void No_column_is_shorter_than_what_bounds_its_text()
    {
        Columns.Count.ShouldBeGreaterThan(80);
        foreach (var (name, bound) in Bounds)
        {
            var named = Columns.Where(column => column.Key.EndsWith($".{name}", StringComparison.Ordinal)).ToList();
            named.ShouldNotBeEmpty(name);
            named.ShouldAllBe(column => column.Value >= bound, name);
        }

        Columns["Devices.Name"].ShouldBeGreaterThanOrEqualTo(DeviceForm.MaxName);
        Columns["Organisations.Name"].ShouldBeGreaterThanOrEqualTo(TextLength.Line);
    }

    [Fact]
    public void The_longest_key_of_a_case_fits()
    {
        var longest = $"{Enum.GetNames<Cabinet.Cases.SupportCaseKind>().MaxBy(kind => kind.Length)}/{CityProvider.Gosuslugi}/"
            + $"{new string('s', CityProfile.MaxSubjectLength)}/{Enum.GetNames<Cabinet.Matching.PersonRole>().MaxBy(role => role.Length)}";
        Columns["SupportCases.OpenKey"].ShouldBeGreaterThanOrEqualTo(longest.Length);
    }

    [Fact]
    public void A_text_is_cut_only_where_it_is_too_long()
    {
        TextLength.Cut(null, 3).ShouldBeNull();
        TextLength.Cut("abc", 3).ShouldBe("abc");
        TextLength.Cut("abcd", 3).ShouldBe("abc");
    }

    // The columns of bounded text as the last migration leaves them.
    private static Dictionary<string, int> ReadColumns()
    {
        var lengths = new Dictionary<string, int>();
        foreach (var statement in Schema.Scripts(DatabaseProvider.SqlServer)
                     .SelectMany(script => ((TSqlScript)SqlTexts.Parse(script.Sql, out _)).Batches).SelectMany(batch => batch.Statements))
        {
            switch (statement)
            {
                case CreateTableStatement table:
                    Add(table.SchemaObjectName, table.Definition.ColumnDefinitions);
                    break;
                case AlterTableAddTableElementStatement added:
                    Add(added.SchemaObjectName, added.Definition.ColumnDefinitions);
                    break;
                case AlterTableAlterColumnStatement altered when Length(altered.DataType) is { } length:
                    lengths[$"{altered.SchemaObjectName.BaseIdentifier.Value}.{altered.ColumnIdentifier.Value}"] = length;
                    break;
                case DropTableStatement dropped:
                    foreach (var gone in lengths.Keys.Where(key => dropped.Objects.Any(table => key.StartsWith($"{table.BaseIdentifier.Value}.", StringComparison.Ordinal))).ToList())
                        lengths.Remove(gone);
                    break;
            }
        }

        return lengths;

        void Add(SchemaObjectName table, IList<ColumnDefinition> columns)
        {
            foreach (var column in columns)
            {
                if (Length(column.DataType) is { } length)
                    lengths[$"{table.BaseIdentifier.Value}.{column.ColumnIdentifier.Value}"] = length;
            }
        }
    }

    private static int? Length(DataTypeReference type) =>
        type is SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.NVarChar, Parameters: [IntegerLiteral length] }
            ? int.Parse(length.Value, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
