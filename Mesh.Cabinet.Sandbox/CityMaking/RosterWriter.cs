using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Mesh.Cabinet.Sandbox.CityMaking;

/// <summary>Writes the records as OneRoster 1.2 CSV (bulk), row by row, so that the size of a city costs no memory.</summary>
internal sealed class RosterWriter : IAsyncDisposable
{
    private const string Year = "year-2026";
    private static readonly string[] Bulk = ["", ""];
    private readonly HashSet<string> schools = new(StringComparer.Ordinal);
    private readonly string folder;
    private readonly CsvWriter orgs;
    private readonly CsvWriter users;
    private readonly CsvWriter roles;
    private readonly CsvWriter courses;
    private readonly CsvWriter classes;
    private readonly CsvWriter enrollments;
    private readonly CsvWriter demographics;

    public RosterWriter(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        orgs = Open("orgs", RosterColumns.Orgs);
        users = Open("users", RosterColumns.Users);
        roles = Open("roles", RosterColumns.Roles);
        courses = Open("courses", RosterColumns.Courses);
        classes = Open("classes", RosterColumns.Classes);
        enrollments = Open("enrollments", RosterColumns.Enrollments);
        demographics = Open("demographics", RosterColumns.Demographics);
        using var sessions = Open("academicSessions", RosterColumns.AcademicSessions);
        Write(sessions, [Year, .. Bulk, "2026/2027", "schoolYear", "2026-09-01", "2027-05-31", "", "2027"]);
        using var manifest = Open("manifest", RosterColumns.Manifest);
        foreach (var (property, value) in RosterColumns.ManifestRows)
            Write(manifest, [property, value]);
    }

    public void Add(OrganisationRow row) => Write(
        orgs, [row.Id, .. Bulk, row.Name, row.Type, "", row.ParentId, row.Type == "school" ? (row.IsPrivate ? "true" : "false") : "", row.TeamsDomain]);

    public void AddClass(string school, int grade, int letter)
    {
        var homeroom = $"{school}-homeroom";
        if (schools.Add(school))
            Write(courses, [homeroom, .. Bulk, Year, "Классный час", "", "", school, "", ""]);
        var title = SchoolClasses.Title(grade, letter);
        Write(classes, [SchoolClasses.Id(school, grade, letter), .. Bulk, title, Text(grade), homeroom, title, "homeroom", "", school, Year, "", "", ""]);
    }

    public void Add(PersonRow row)
    {
        var agents = string.Join(',', row.Agents);
        var ids = row.Snils is null ? "" : $"{{SNILS:{row.Snils}}}";
        Write(users,
            [row.Id, .. Bulk, "true", row.Username, ids, row.Given, row.Family, row.Middle, "", row.Email, "", row.Phone, agents, Text(row.Grade), "", "", "", "", "", row.School, ""]);
        foreach (var (post, place) in row.Posts.Select((post, place) => (post, place)))
        {
            Write(roles,
                [$"{row.Id}-{Text(place + 1)}", .. Bulk, row.Id, post.IsPrimary ? "primary" : "secondary", post.Role, post.Begin, post.End, post.School, "", post.Position]);
        }

        foreach (var (taught, place) in row.Classes.Select((taught, place) => (taught, place)))
        {
            var role = row.Grade is null ? "teacher" : "student";
            Write(enrollments, [$"{row.Id}-e{Text(place + 1)}", .. Bulk, taught, row.School, row.Id, role, role == "teacher" ? "false" : "", "", ""]);
        }

        if (row.BirthDate is not null)
            Write(demographics, [row.Id, .. Bulk, row.BirthDate, .. Enumerable.Repeat("", RosterColumns.Demographics.Count - 4)]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in (CsvWriter[])[orgs, users, roles, courses, classes, enrollments, demographics])
            await file.DisposeAsync();
    }

    private CsvWriter Open(string name, IReadOnlyList<string> columns)
    {
        // RFC 4180, which OneRoster follows, ends lines with CR LF.
        var format = new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        var writer = new CsvWriter(new StreamWriter(Path.Combine(folder, name + ".csv"), append: false, new UTF8Encoding(false)), format);
        Write(writer, columns);
        return writer;
    }

    private static void Write(CsvWriter file, IEnumerable<string?> values)
    {
        foreach (var value in values)
            file.WriteField(value);
        file.NextRecord();
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
