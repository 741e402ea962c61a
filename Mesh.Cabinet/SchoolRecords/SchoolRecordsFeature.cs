using System.CommandLine;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.SchoolRecords.Import;
using Mesh.Cabinet.SchoolRecords.Import.Checking;
using Mesh.Cabinet.SchoolRecords.Import.Files;
using Mesh.Cabinet.SchoolRecords.Import.Staging;
using Mesh.Cabinet.Shell;
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
        services.AddSingleton(new PersonalTable("People", "Id", PersonalDataText.Record, Fate.Kept) { Records = ["Id"], Shown = ["Id", "FamilyName", "GivenName", "MiddleName", "Username", "SnilsProtected", "BirthDate", "Grades", "WithdrawnAt"] });
        services.AddSingleton(new PersonalTable("PersonContacts", "PersonId", PersonalDataText.RecordContacts, Fate.Kept) { Records = ["PersonId"], Shown = ["Kind", "ValueProtected"] });
        services.AddSingleton(new PersonalTable("PersonAgents", "PersonId", PersonalDataText.RecordFamily, Fate.Kept) { Records = ["PersonId", "AgentId"], Shown = ["PersonId", "AgentId"] });
        services.AddSingleton(new PersonalTable("Posts", "Id", PersonalDataText.RecordPosts, Fate.Kept) { Records = ["PersonId"], Shown = ["OrganisationId", "Role", "Position", "BeginDate", "EndDate", "WithdrawnAt"] });
        services.AddSingleton(new PersonalTable("Enrollments", "Id", PersonalDataText.RecordClasses, Fate.Kept) { Records = ["PersonId"], Shown = ["ClassId", "Role", "BeginDate", "EndDate", "WithdrawnAt"] });
        services.AddSingleton(new PersonalTable("ChangedPeople", "PersonId", PersonalDataText.RecordChanges, Fate.Kept) { Records = ["PersonId"], Shown = ["ChangedAt"] });
        foreach (var kind in new[] { ProtectedField.Phone, ProtectedField.Email })
            services.AddSingleton(new ProtectedColumn("PersonContacts", "PersonId", "ValueProtected", kind, "PersonId") { Index = "ValueIndex", Kind = $"{kind}" });
        services.AddSingleton<ISchoolRecords, RememberedRecords>();
        services.AddSingleton<ICaseSchools, CaseSchools>();
        services.AddSingleton<IOrganisations, OrganisationsStore>();
        services.AddSingleton<ISchoolNames, SchoolNamesStore>();
        services.AddSingleton<IPeopleByName, PeopleByNameStore>();
        services.AddSingleton<IClasses, ClassesStore>();
        services.AddSingleton<IRecordChanges, RecordChangesStore>();
        services.AddSingleton<FamiliesStore>();
        services.AddSingleton<IFamilies>(provider => provider.GetRequiredService<FamiliesStore>());
        services.AddSingleton<IFamilyRights>(provider => provider.GetRequiredService<FamiliesStore>());
        services.AddImport();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<RemarksStore>());
        services.AddSingleton(new PersonalTable("ImportRemarks", "Number", PersonalDataText.ImportRemarks, Fate.Kept) { Records = ["PersonId"], Shown = ["KeptAt", "CsvFile", "CsvColumn", "Reason", "Words"] });
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
        services.AddSingleton<FindingSchoolsStore>();
        services.AddSingleton<RemarksStore>();
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
