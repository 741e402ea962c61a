using System.Security.Cryptography;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import.Files;
using Mesh.Cabinet.SchoolRecords.Import.Rows;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.SchoolRecords.Import.Checking;

/// <summary>What came of a check.</summary>
/// <param name="Outcome">How a first import of the package would end.</param>
/// <param name="Version">OneRoster's, such as <c>1.2</c>.</param>
/// <param name="Rows">By file, in the specification's order; empty if nothing could be read.</param>
internal sealed record CheckedPackage(ImportOutcome Outcome, string Version, IReadOnlyList<(string File, int Rows)> Rows, IReadOnlyList<ImportFinding> BySpecification);

/// <summary>
/// Checks a package without the product's database: by the specification, and by a dry first import into an empty database of its own, which
/// vanishes with its key.
/// </summary>
internal sealed class CheckPackage(ImportLimits limits, IOptions<SchoolRecordsOptions> options)
{
    public async Task<CheckedPackage> RunAsync(string path, ImportWatch watch, CancellationToken cancellation)
    {
        try
        {
            using var package = RecordsPackage.Open(path, limits);
            var isOlder = Manifest.Read(package, limits) == RecordKind.AllOfVersion11;
            var check = new RosterCheck(package, limits, isOlder ? RosterFile.OfVersion11 : RosterFile.OfVersion12);
            var findings = check.Run().ToList();
            return new CheckedPackage(
                await ImportAsync(path, watch, cancellation), isOlder ? "1.1" : "1.2", [.. check.Rows.Select(rows => (rows.Key, rows.Value))], findings);
        }
        catch (RecordsUnreadableException fault)
        {
            return new CheckedPackage(new ImportOutcome.NothingRead(fault.File, fault.Line, fault.Message), "", [], []);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new CheckedPackage(new ImportOutcome.NothingRead(null, null, ImportText.PathUnreadable), "", [], []);
        }
    }

    private async Task<ImportOutcome> ImportAsync(string path, ImportWatch watch, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("mesh-cabinet-check-");
        try
        {
            var database = new CabinetDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "check.db")};Pooling=False");
            new Schema(database).Migrate();
            var services = new ServiceCollection()
                .AddSingleton(database).AddSingleton<LastingKeyStore>().AddSingleton(TimeProvider.System).AddSingleton(options)
                .AddSingleton(new FieldProtection(RandomNumberGenerator.GetBytes(FieldProtection.KeySize)))
                .AddImport();
            await using var provider = services.BuildServiceProvider();
            return await provider.GetRequiredService<RecordsImport>().RunAsync(new ImportRequest(path, IsDryRun: true), watch, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
