using System.CommandLine;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Desk;

/// <summary>Registers the cases and the commands that end them.</summary>
internal static class DeskFeature
{
    public static WebApplicationBuilder AddDesk(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SupportCaseStore>();
        builder.Services.AddSingleton(new ProtectedColumn("SupportCases", "Id", "MessageProtected", ProtectedField.CaseMessage, "Id"));
        builder.Services.AddSingleton<ISupportCases>(services => services.GetRequiredService<SupportCaseStore>());
        builder.Services.AddSingleton<ILetterRoom, LetterRoomStore>();
        builder.Services.AddSingleton<IRetention, CaseRetentionStore>();
        builder.Services.AddSingleton<CaseDecision>();
        builder.Services.AddSingleton<OpenCasesStore>();
        builder.Services.AddSingleton<DeskMetrics>();
        builder.Services.AddSingleton(services => services.GetRequiredService<DeskMetrics>().Open);
        builder.Services.AddSingleton<CaseHoldingsStore>();
        builder.Services.AddSingleton<IRecordFollower>(services => services.GetRequiredService<CaseHoldingsStore>());
        builder.Services.AddSingleton<IHoldings>(services => services.GetRequiredService<CaseHoldingsStore>());
        builder.Services.AddSingleton<Command, CasesCommand>();
        builder.Services.AddHistory("login-decided", login => string.Format(DeskText.HistoryDecided, login));
        return builder;
    }
}
