using System.CommandLine;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Audit;

/// <summary>Registers the chain over the audit trail and the command that looks at it.</summary>
internal static class AuditFeature
{
    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AuditKeyStore>();
        builder.Services.AddSingleton<ChainStore>();
        builder.Services.AddSingleton<SealedEntriesStore>();
        builder.Services.AddSingleton<VerifyChain>();
        builder.Services.AddSingleton(new ProtectedColumn("AuditKeys", "Id", "KeyProtected", ProtectedField.AuditKey, "Id"));
        builder.Services.AddSingleton(new ProtectedColumn("AuditChain", "Name", "KeyProtected", ProtectedField.AuditKey, "Name"));
        builder.Services.AddSingleton<ErasedTrailStore>();
        builder.Services.AddSingleton<TrailErasure>();
        builder.Services.AddSingleton(new PersonalTable("AuditTrail", "Number", PersonalDataText.Trail, Fate.Emptied) { Records = ["PersonId"], HasAccount = true, Shown = ["At", "Event", "Detail", "Device"] });
        builder.Services.AddSingleton(new PersonalTable("AuditTrail", "Number", PersonalDataText.TrailOfHand, Fate.Emptied) { Records = ["ByPersonId"], Shown = ["At", "Event", "Device"] });
        builder.Services.AddHostedService<AuditSealer>();
        builder.Services.AddSingleton<Command, AuditCommand>();
        return builder;
    }
}
