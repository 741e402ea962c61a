using System.CommandLine;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Database;

/// <summary>Registers the database, its schema and the protection of personal fields.</summary>
internal static class DatabaseFeature
{
    public static WebApplicationBuilder AddDatabase(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        builder.Services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection("Database"));
        builder.Services.TryAddSingleton(services => new CabinetDatabase(
            services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider, configuration.GetConnectionString("Cabinet") ?? ""));
        builder.Services.AddSingleton<LeaseMetrics>();
        builder.Services.AddSingleton<LeaseStore>();
        builder.Services.AddSingleton<Schema>();
        // Before all others: what starts first stops last.
        builder.Services.AddHostedService<CheckpointAtStop>();
        builder.Services.AddHostedService<MigrateAtStart>();
        builder.Services.AddHostedService<SnapshotCheck>();
        builder.Services.AddHealthChecks().AddCheck<SchemaHealth>("schema");
        builder.Services.AddSingleton<SchemaHealth>();
        builder.Services.AddSingleton<Backup>();
        builder.Services.AddSingleton<Command, DatabaseCommand>();
        builder.Services.AddOptions<FieldProtectionOptions>().Bind(configuration.GetSection(FieldProtectionOptions.Section));
        builder.Services.AddSingleton(services =>
        {
            var keys = services.GetRequiredService<IOptions<FieldProtectionOptions>>().Value;
            return new FieldProtection(FieldProtectionKey.Find(keys.Key, services.GetRequiredService<CabinetDatabase>().Folder), FieldProtectionKey.FindOld(keys.OldKeys));
        });
        builder.Services.AddSingleton<LastingKeyStore>();
        builder.Services.AddSingleton(new ProtectedColumn("KeyRing", "Id", "XmlProtected", ProtectedField.KeyRing, "Id"));
        builder.Services.AddSingleton(new ProtectedColumn("LastingKeys", "Name", "KeyProtected", ProtectedField.LastingKey, "Name"));
        builder.Services.AddSingleton<ErasedNames>();
        builder.Services.AddSingleton<PersonalTableStore>();
        builder.Services.AddSingleton<RotationStore>();
        builder.Services.AddSingleton<KeyRotation>();
        builder.Services.AddSingleton<Command, ProtectionCommand>();

        // Half the cost of the default, CBC with a separate HMAC, for each cookie that is read.
        builder.Services.AddDataProtection().SetApplicationName("Mesh.Cabinet")
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        builder.Services.AddSingleton<KeyRingStore>();
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeyRingSetup>();
        return builder;
    }

    /// <summary>Every fault of the settings of the database and of the key, each with its full key.</summary>
    public static IEnumerable<string> Faults(IConfiguration configuration, bool isDevelopment)
    {
        var isKnown = Enum.TryParse<DatabaseProvider>(configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite), ignoreCase: true, out var provider)
            && Enum.IsDefined(provider);
        if (!isKnown)
            yield return $"Database:Provider must be one of {string.Join(", ", Enum.GetNames<DatabaseProvider>())}";
        if (string.IsNullOrWhiteSpace(configuration.GetConnectionString("Cabinet")))
            yield return "ConnectionStrings:Cabinet is required";
        else if (isKnown && !CabinetDatabase.CanRead(provider, configuration.GetConnectionString("Cabinet")!))
            yield return $"ConnectionStrings:Cabinet is no connection string of {provider}";
        else if (isKnown && OwnFiles.Fault(new CabinetDatabase(provider, configuration.GetConnectionString("Cabinet")!)) is { } unusable)
            yield return $"ConnectionStrings:Cabinet {unusable}";
        foreach (var fault in (configuration.GetSection(FieldProtectionOptions.Section).Get<FieldProtectionOptions>() ?? new()).Faults(isDevelopment))
            yield return fault;
    }
}
