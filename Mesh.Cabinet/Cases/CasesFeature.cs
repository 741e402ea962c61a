using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;
using MudBlazor;

namespace Mesh.Cabinet.Cases;

/// <summary>Registers what waits for an answer.</summary>
internal static class CasesFeature
{
    public static WebApplicationBuilder AddCases(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SupportCaseStore>();
        services.AddSingleton<ISupportCases>(provider => provider.GetRequiredService<SupportCaseStore>());
        services.AddSingleton<ICaseOpening>(provider => provider.GetRequiredService<SupportCaseStore>());
        services.AddSingleton<IAllCases>(provider => provider.GetRequiredService<SupportCaseStore>());
        services.AddSingleton<CaseEntriesStore>();
        services.AddSingleton<CaseCountsStore>();
        services.AddSingleton<CaseLetters>();
        services.AddSingleton<IOwnCases, OwnCasesStore>();
        services.AddSingleton<IOwnAnswers, CaseAnswers>();
        services.AddSingleton<IDeskCases, DeskCasesStore>();
        services.AddSingleton<IWaitingCases, WaitingCasesStore>();
        foreach (var column in new[] { "MessageProtected", "AnswerToProtected", "ProfileProtected", "SoughtProtected" })
            services.AddSingleton(new ProtectedColumn("SupportCases", "Id", column, ProtectedField.CaseMessage, "Id"));
        services.AddSingleton(new ProtectedColumn("CaseEntries", "Id", "TextProtected", ProtectedField.CaseMessage, "Id"));
        var ofPerson = new PersonalTable("SupportCases", "Number", PersonalDataText.Cases, Fate.Erased)
        {
            Records = ["PersonId"], HasAccount = true,
            Shown = ["Number", "Kind", "JournalLogin", "MosRuLogin", "DecidedLogin", "MessageProtected", "AnswerToProtected", "ProfileProtected", "OpenedAt", "ClosedAt"],
        };
        // Notes are what operators tell each other.
        services.AddSingleton(new PersonalTable("CaseEntries", "Number", PersonalDataText.CaseEntries, Fate.Erased)
        {
            Parent = new("CaseNumber", ofPerson, "Number"), Shown = ["CaseNumber", "Kind", "At", "TextProtected"], ShownWhere = "Kind <> 'Note'",
        });
        services.AddSingleton(ofPerson);
        services.AddSingleton<IErases, ErasedHandlersStore>();
        services.AddSingleton<ILetterRoom, LetterRoomStore>();
        services.AddSingleton<IRetention, CaseRetentionStore>();
        services.AddSingleton<OpenCasesStore>();
        services.AddSingleton<ICasesOfPeople>(provider => provider.GetRequiredService<OpenCasesStore>());
        services.AddSingleton<CaseMetrics>();
        services.AddSingleton(provider => provider.GetRequiredService<CaseMetrics>().Open);
        services.AddSingleton<CaseHoldingsStore>();
        services.AddSingleton<IRecordFollower>(provider => provider.GetRequiredService<CaseHoldingsStore>());
        services.AddSingleton<IHoldings>(provider => provider.GetRequiredService<CaseHoldingsStore>());
        services.AddMenu(new(60, "/cabinet/requests", Icons.Material.Rounded.Forum, CasesText.Title, IsSecond: true));
        services.AddHistory("case-answered", number => string.Format(CasesText.HistoryAnswered, number));
        services.AddHistory("case-settled", number => string.Format(CasesText.HistorySettled, number));
        services.AddHistory("case-acted", number => string.Format(CasesText.HistoryActed, number));
        return builder;
    }
}
