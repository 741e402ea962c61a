using System.Data;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import.Files;

namespace Mesh.Cabinet.SchoolRecords.Import.Rows;

/// <summary>A column that names a record of another file, or of its own.</summary>
internal sealed record RowReference(string CsvColumn, string Column, RecordKind Target)
{
    /// <summary>The row means nothing without it, and is refused; else the reference alone is left out (E42).</summary>
    public bool Carries { get; init; } = true;
}

/// <summary>One file of the package and the tables its rows go through.</summary>
internal sealed class RecordKind
{
    /// <summary>Records that one row of a file holds at most: so many numbers each line of such a file takes among the staged rows.</summary>
    private const int MaxRecordsOfRow = 64;

    private static readonly (string, DbType)[] CommonColumns =
    [
        ("Line", DbType.Int32), ("Id", DbType.String), ("IsRefused", DbType.Boolean), ("IsWithdrawn", DbType.Boolean),
        ("Work", DbType.String), ("ContentHash", DbType.Binary),
    ];

    public static readonly RecordKind Organisations = new()
    {
        File = "orgs.csv",
        IsFileRequired = true,
        RequiredColumns = ["sourcedId", "name", "type"],
        Table = "Organisations",
        Staged = Stage("StagedOrganisations", ("Name", DbType.String), ("Type", DbType.String), ("ParentId", DbType.String), ("IsPrivate", DbType.Boolean), ("TeamsDomain", DbType.String)),
        Read = One((row, _) => OrganisationRow.Read(row)),
        OrganisationColumn = "sourcedId",
    };

    public static readonly RecordKind BirthDates = new()
    {
        File = "demographics.csv",
        RequiredColumns = ["sourcedId", "birthDate"],
        Staged = Stage("StagedBirthDates", ("BirthDate", DbType.Date)),
        Checked = ["BirthDate"],
        Read = One((row, _) => BirthDateRow.Read(row)),
        PersonColumn = "sourcedId",
    };

    public static readonly RecordKind People = new()
    {
        File = "users.csv",
        IsFileRequired = true,
        RequiredColumns = ["sourcedId", "username", "givenName", "familyName"],
        Table = "People",
        Staged = Stage(
            "StagedPeople", ("FamilyName", DbType.String), ("GivenName", DbType.String), ("MiddleName", DbType.String), ("FoldedName", DbType.String),
            ("Username", DbType.String), ("FoldedUsername", DbType.String), ("IsUsernameLegal", DbType.Boolean), ("SnilsIndex", DbType.Binary),
            ("SnilsProtected", DbType.Binary), ("IsSnilsMisread", DbType.Boolean), ("BirthDate", DbType.Date), ("Grades", DbType.String), ("PrimaryOrganisationId", DbType.String)),
        References = [new("primaryOrgSourcedId", "PrimaryOrganisationId", Organisations) { Carries = false }],
        Checked = ["FoldedUsername", "IsUsernameLegal", "PrimaryOrganisationId"],
        Read = One(PersonRow.Read),
        PersonColumn = "sourcedId",
        // OneRoster keeps people who may not sign in any more as not enabled: they are as good as gone.
        IsGone = row => row.Flag("enabledUser") == false,
    };

    public static readonly RecordKind Posts = new()
    {
        File = "roles.csv",
        IsFileRequired = true,
        RequiredColumns = ["sourcedId", "userSourcedId", "roleType", "role", "orgSourcedId"],
        Table = "Posts",
        Staged = Stage(
            "StagedPosts", ("PersonId", DbType.String), ("OrganisationId", DbType.String), ("Role", DbType.String), ("IsPrimary", DbType.Boolean),
            ("BeginDate", DbType.Date), ("EndDate", DbType.Date), ("Position", DbType.String)),
        References = [new("userSourcedId", "PersonId", People), new("orgSourcedId", "OrganisationId", Organisations)],
        Checked = ["PersonId", "OrganisationId"],
        Read = One(PostRow.Read),
        PersonColumn = "userSourcedId",
        OrganisationColumn = "orgSourcedId",
    };

    /// <summary>The same out of users.csv, where 1.1 keeps one role of a person and the schools where it is held.</summary>
    public static readonly RecordKind PostsOfPeople = new()
    {
        File = People.File,
        RequiredColumns = ["role", "orgSourcedIds"],
        Table = Posts.Table,
        Staged = Posts.Staged,
        References = [new("sourcedId", "PersonId", People), new("orgSourcedIds", "OrganisationId", Organisations)],
        Checked = Posts.Checked,
        Read = PostRow.ReadOfPerson,
        PersonColumn = "sourcedId",
        OrganisationColumn = "orgSourcedIds",
        IsGone = People.IsGone,
        RecordsOfRow = MaxRecordsOfRow,
        RowsOf = People,
    };

    public static readonly RecordKind Classes = new()
    {
        File = "classes.csv",
        RequiredColumns = ["sourcedId", "title", "schoolSourcedId"],
        Table = "Classes",
        Staged = Stage("StagedClasses", ("SchoolId", DbType.String), ("Title", DbType.String), ("Grades", DbType.String)),
        References = [new("schoolSourcedId", "SchoolId", Organisations)],
        Read = One((row, _) => ClassRow.Read(row)),
        OrganisationColumn = "schoolSourcedId",
    };

    public static readonly RecordKind Enrollments = new()
    {
        File = "enrollments.csv",
        RequiredColumns = ["sourcedId", "classSourcedId", "userSourcedId", "role"],
        Table = "Enrollments",
        Staged = Stage(
            "StagedEnrollments", ("ClassId", DbType.String), ("PersonId", DbType.String), ("Role", DbType.String), ("BeginDate", DbType.Date), ("EndDate", DbType.Date)),
        References = [new("classSourcedId", "ClassId", Classes), new("userSourcedId", "PersonId", People)],
        Checked = ["ClassId", "PersonId"],
        Read = One((row, _) => EnrollmentRow.Read(row)),
        PersonColumn = "userSourcedId",
        ClassColumn = "classSourcedId",
    };

    /// <summary>An organisation names another of its own file.</summary>
    public static readonly RowReference Parent = new("parentSourcedId", "ParentId", Organisations) { Carries = false };

    /// <summary>In the order in which they are read: what is referred to comes first.</summary>
    public static readonly IReadOnlyList<RecordKind> All = [Organisations, BirthDates, People, Posts, Classes, Enrollments];

    /// <summary>The same of a package of version 1.1, which has no roles.csv.</summary>
    public static readonly IReadOnlyList<RecordKind> AllOfVersion11 = [Organisations, BirthDates, People, PostsOfPeople, Classes, Enrollments];

    /// <summary>Files without which there is no package of version 1.2.</summary>
    public static IEnumerable<string> RequiredFiles => All.Where(kind => kind.IsFileRequired).Select(kind => kind.File);

    public required string File { get; init; }

    public bool IsFileRequired { get; init; }

    public required IReadOnlyList<string> RequiredColumns { get; init; }

    /// <summary>The table of records; null for birth dates, which become part of people.</summary>
    public string? Table { get; init; }

    public required BulkTable Staged { get; init; }

    /// <summary>
    /// What is staged, besides line and id, of a row that is in order and whose record stays as it is, as most do: only what the checks
    /// look at, in the order of <see cref="RowContent.Checked"/>. Empty where the file is so small that it makes no difference.
    /// </summary>
    public IReadOnlyList<string> Checked { get; init; } = [];

    /// <summary>The same table with these columns alone.</summary>
    public BulkTable StagedUnchanged => field ??= new(Staged.Name,
        [.. new[] { "Line", "Id" }.Concat(Checked).Select(name => Staged.Columns.Single(column => column.Name == name))]);

    public IReadOnlyList<RowReference> References { get; init; } = [];

    /// <summary>The records that a row holds, with the ids of those that have one of their own; none if it gives nothing.</summary>
    public required Func<RowReader, RowSettings, IEnumerable<(string? Id, RowContent Content)>> Read { get; init; }

    /// <summary>Where a row says whose it is.</summary>
    public string? PersonColumn { get; private init; }

    /// <inheritdoc cref="PersonColumn"/>
    public string? OrganisationColumn { get; private init; }

    /// <inheritdoc cref="PersonColumn"/>
    public string? ClassColumn { get; private init; }

    /// <summary>How many numbers a line takes among the staged rows.</summary>
    public int RecordsOfRow { get; private init; } = 1;

    /// <summary>The kind that the file's rows are first of all: what is to say of a row as a whole has been said there. Null for itself.</summary>
    public RecordKind? RowsOf { get; private init; }

    /// <summary>Whether a row says by more than its status that the record is gone.</summary>
    public Func<RowReader, bool> IsGone { get; init; } = _ => false;

    /// <summary>Whether a row may hold several records, whose ids it makes.</summary>
    public bool HasSeveralOfRow => RecordsOfRow > 1;

    /// <summary>The place of the file among all.</summary>
    public int Order => All.Select(kind => kind.File).ToList().IndexOf(File);

    /// <summary>The line in the file of a staged row.</summary>
    public int LineOf(int staged) => staged / RecordsOfRow;

    /// <summary>How many columns of the staged table are not shared by all.</summary>
    public int OwnColumns => Staged.Columns.Count - CommonColumns.Length;

    /// <summary>The values of the columns that all staged tables share.</summary>
    public static object?[] Common(ImportedRow row, string? work, byte[]? hash) => [row.Number, row.Id, row.IsRefused, row.IsWithdrawn, work, hash];

    private static Func<RowReader, RowSettings, IEnumerable<(string?, RowContent)>> One(Func<RowReader, RowSettings, RowContent?> read) =>
        (row, settings) => read(row, settings) is { } content ? [(null, content)] : [];

    private static BulkTable Stage(string name, params (string, DbType)[] columns) => new(name, [.. CommonColumns, .. columns]);
}
