using System.CommandLine;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import;
using Mesh.Cabinet.SchoolRecords.Import.Checking;
using Mesh.Cabinet.SchoolRecords.Import.Files;
using Mesh.Cabinet.SchoolRecords.Import.Staging;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>Registers the records of schools and their import.</summary>
internal static class SchoolRecordsFeature
{
    public static WebApplicationBuilder AddSchoolRecords(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SchoolRecordsOptions>().Bind(builder.Configuration.GetSection("SchoolRecords"));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SchoolRecordsStore>();
        services.AddSingleton(new ProtectedColumn("People", "Id", "SnilsProtected", ProtectedField.Snils, "Id") { Index = "SnilsIndex" });
        foreach (var kind in new[] { ProtectedField.Phone, ProtectedField.Email })
            services.AddSingleton(new ProtectedColumn("PersonContacts", "PersonId", "ValueProtected", kind, "PersonId") { Index = "ValueIndex", Kind = $"{kind}" });
        services.AddSingleton<ISchoolRecords, RememberedRecords>();
        services.AddSingleton<ICaseSchools, CaseSchools>();
        services.AddSingleton<IOrganisations, OrganisationsStore>();
        services.AddSingleton<IPeopleByName, PeopleByNameStore>();
        services.AddSingleton<IClasses, ClassesStore>();
        services.AddSingleton<IRecordChanges, RecordChangesStore>();
        services.AddSingleton<FamiliesStore>();
        services.AddSingleton<IFamilies>(provider => provider.GetRequiredService<FamiliesStore>());
        services.AddSingleton<IFamilyRights>(provider => provider.GetRequiredService<FamiliesStore>());
        services.AddImport();
        services.AddSingleton<ImportMetrics>();
        services.AddSingleton(provider => provider.GetRequiredService<ImportMetrics>().Age);
        services.AddSingleton<CheckPackage>();
        services.AddSingleton<Command, ImportCommand>();
        services.AddSingleton<FirstImportState>();
        services.AddHostedService<FirstImport>();
        services.AddHealthChecks().AddCheck<FirstImportHealth>("first-import");
        return builder;
    }

    internal static IServiceCollection AddImport(this IServiceCollection services)
    {
        services.AddSingleton(new ImportLimits());
        services.AddSingleton<ImportLeaseStore>();
        services.AddSingleton<StagingStore>();
        services.AddSingleton<BirthDatesStore>();
        services.AddSingleton<FindingsStore>();
        services.AddSingleton<RowChecksStore>();
        services.AddSingleton<DifferencesStore>();
        services.AddSingleton<LeftOutStore>();
        services.AddSingleton<OrganisationChangesStore>();
        services.AddSingleton<AccessChangesStore>();
        services.AddSingleton<AccessGuard>();
        services.AddSingleton<MoscowClock>();
        services.AddSingleton<IPostHolders, PostHoldersStore>();
        services.AddSingleton<ApplyStore>();
        services.AddSingleton<FileStager>();
        services.AddSingleton<RowChecks>();
        services.AddSingleton<RecordsImport>();
        return services;
    }
}
