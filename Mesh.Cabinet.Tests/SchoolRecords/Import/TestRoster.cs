using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Import;
using Mesh.Cabinet.Tests.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.SchoolRecords.Import;

/// <summary>A small OneRoster package that a test writes, changes and imports.</summary>
internal sealed class TestRoster : IDisposable
{
    private readonly ServiceProvider services;
    private readonly TestDatabase database;

    /// <param name="other">Where the records go, if not into a SQLite file of the roster's own.</param>
    /// <param name="protection">Under whose keys they are already there.</param>
    /// <param name="staffRoles"><see cref="SchoolRecordsOptions.StaffRoles"/>.</param>
    public TestRoster(CabinetDatabase? other = null, TimeProvider? time = null, FieldProtection? protection = null, IReadOnlyList<string>? staffRoles = null)
    {
        database = new TestDatabase();
        Folder = Directory.CreateDirectory(Path.Combine(database.Folder, "records")).FullName;
        var collection = new ServiceCollection();
        collection.AddSingleton(other ?? database.Database);
        collection.AddSingleton(protection ?? database.Protection);
        collection.AddSingleton<LastingKeyStore>();
        collection.AddSingleton(time ?? TimeProvider.System);
        collection.AddSingleton<ISchoolRecords, SchoolRecordsStore>();
        collection.AddImport();
        collection.AddSingleton(Options.Create(new SchoolRecordsOptions { StaffRoles = staffRoles ?? [] }));
        services = collection.BuildServiceProvider();
        Orgs = ["msk,Москва,state,,,", "zao,ЗАО,district,msk,,zao.obr.mos.ru", "s1,Школа № 1,school,zao,,", "p1,Частная школа,school,zao,true,"];
        Users = ["u1,ivanov.i,{SNILS:112-233-445 95},Иванов,Иван,Иванович,ivanov@example.ru,8 916 123-45-67,", "u2,petrova,,Петрова,Анна,,,,"];
        Roles = ["r1,u1,primary,teacher,2020-09-01,,s1,учитель", "r2,u2,primary,student,,,s1,"];
    }

    public string Folder { get; }

    public List<string> Orgs { get; set; }

    public List<string> Users { get; set; }

    public List<string> Roles { get; set; }

    public List<ImportFinding> Findings { get; } = [];

    public TestDatabase Database => database;

    public ISchoolRecords Records => services.GetRequiredService<ISchoolRecords>();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public void Write()
    {
        Write("orgs.csv", "sourcedId,name,type,parentSourcedId,metadata.mesh.private,metadata.mesh.teamsDomain", Orgs);
        Write("users.csv", "sourcedId,username,userIds,familyName,givenName,middleName,email,phone,agentSourcedIds", Users);
        Write("roles.csv", "sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,metadata.mesh.position", Roles);
    }

    public void Write(string file, string header, IEnumerable<string> rows) =>
        File.WriteAllText(Path.Combine(Folder, file), string.Join("\n", rows.Prepend(header)) + "\n");

    public Task<ImportOutcome> ImportAsync(bool isDryRun = false, bool allowsWithdrawals = false)
    {
        Write();
        return ImportAsync(Folder, isDryRun, allowsWithdrawals);
    }

    /// <param name="onProgress">What happens meanwhile.</param>
    public Task<ImportOutcome> ImportAsync(string path, bool isDryRun = false, bool allowsWithdrawals = false, Action<ImportProgress>? onProgress = null)
    {
        Findings.Clear();
        return Get<RecordsImport>().RunAsync(
            new ImportRequest(path, isDryRun, allowsWithdrawals), new ImportWatch(onProgress ?? (_ => { }), Findings.Add), TestContext.Current.CancellationToken);
    }

    /// <summary>Imports and expects it to end; the counts of all files together, as the command's last line has them.</summary>
    public async Task<string> CountAsync(bool isDryRun = false, bool allowsWithdrawals = false) => Line(await ImportAsync(isDryRun, allowsWithdrawals));

    public static string Line(ImportOutcome outcome) => outcome is ImportOutcome.Done { Total: var total }
        ? $"added={total.Added} changed={total.Changed} withdrawn={total.Withdrawn} refused={total.Refused}"
        : outcome.ToString();

    public IEnumerable<string> Remarks => Findings.Where(finding => !finding.IsRefusal).Select(finding => $"{finding.File}:{finding.Line}:{finding.Column}");

    public IEnumerable<string> Refused => Findings.Where(finding => finding.IsRefusal).Select(finding => $"{finding.File}:{finding.Line}:{finding.Column}");

    public void Dispose()
    {
        services.Dispose();
        database.Dispose();
    }
}
