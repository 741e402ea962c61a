using Mesh.Cabinet.Database;
using System.CommandLine;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching.Decisions;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>Registers the matching of mos.ru accounts with the school's records.</summary>
internal static class MatchingFeature
{
    public static WebApplicationBuilder AddMatching(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TieStore>();
        builder.Services.AddSingleton<ITies>(services => services.GetRequiredService<TieStore>());
        builder.Services.AddSingleton<ITiedPeople, TiedPeopleStore>();
        builder.Services.AddSingleton<IPersonAddresses, PersonAddresses>();
        builder.Services.AddSingleton<TieLetters>();
        builder.Services.AddSingleton<TieChangesStore>();
        builder.Services.AddSingleton<ErasedTiesStore>();
        builder.Services.AddSingleton<IErases>(services => services.GetRequiredService<ErasedTiesStore>());
        builder.Services.AddSingleton<IOwnAccounts>(services => services.GetRequiredService<ErasedTiesStore>());
        builder.Services.AddSingleton(new PersonalTable("Ties", "PersonId", PersonalDataText.Ties, Fate.ErasedLast) { Records = ["PersonId"], HasAccount = true, Shown = ["Provider", "Subject", "TiedAt"] });
        builder.Services.AddSingleton(new PersonalTable("RefusedTies", "PersonId", PersonalDataText.RefusedTies, Fate.Emptied) { Records = ["PersonId"], Shown = ["Provider", "RefusedAt"], ShownWhere = "Subject NOT LIKE 'erased:%'" });
        builder.Services.AddSingleton(new PersonalTable("FormerRecords", "FormerId", PersonalDataText.FormerRecords, Fate.ErasedLast) { Records = ["PersonId", "FormerId"], Shown = ["FormerId", "MovedAt"] });
        builder.Services.AddScoped<ChangeTie>();
        builder.Services.AddScoped<ListTies>();
        builder.Services.AddSingleton<Command, TiesCommand>();
        builder.Services.AddHostedService<LostAccess>();
        builder.Services.AddSingleton<ICaseMending, AccessMending>();
        builder.Services.AddSingleton<MendedCases>();
        builder.Services.AddHostedService(services => services.GetRequiredService<MendedCases>());
        builder.Services.AddScoped<IAccessRequests, AccessRequests>();
        builder.Services.AddSingleton<AccessFacts>();
        builder.Services.AddSingleton<ICaseFacts>(services => services.GetRequiredService<AccessFacts>());
        builder.Services.AddSingleton<IAccessView>(services => services.GetRequiredService<AccessFacts>());
        builder.Services.AddSingleton<ICaseAction, EvaluateAgain>();
        builder.Services.AddSingleton<IPersonAction, EvaluatePerson>();
        builder.Services.AddSingleton<ICaseAction, ConfirmRecord>();
        builder.Services.AddSingleton<ICaseAction, MoveTie>();
        builder.Services.AddSingleton<ICaseAction, AgreeToTie>();
        builder.Services.AddSingleton<ICaseAction, CancelTie>();
        builder.Services.AddSingleton<DecideTie>();
        builder.Services.AddSingleton<TieProposalStore>();
        builder.Services.AddSingleton<ITieProposals>(services => services.GetRequiredService<TieProposalStore>());
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<TieProposalStore>());
        builder.Services.AddSingleton<IErases>(services => services.GetRequiredService<TieProposalStore>());
        builder.Services.AddSingleton(new PersonalTable("TieProposals", "Id", PersonalDataText.TieProposals, Fate.Erased) { Records = ["PersonId"], HasAccount = true, Shown = ["CaseNumber", "ProposedAt", "HoldsAt", "EndedAt", "Outcome"] });
        builder.Services.AddSingleton<ICaseFacts, TieWords>();
        builder.Services.AddSingleton<HeldTies>();
        builder.Services.AddHostedService(services => services.GetRequiredService<HeldTies>());
        builder.Services.AddSingleton<ICaseAction, ReleaseTie>();
        builder.Services.AddSingleton<ICaseAction, EndAll>();
        builder.Services.AddSingleton<MatchingMetrics>();
        builder.Services.AddSingleton<RefusalTally>();
        builder.Services.AddSingleton<RefusalCountsStore>();
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<RefusalCountsStore>());
        builder.Services.AddHostedService<RefusalWriter>();
        builder.Services.AddScoped<IAccessCheck, AccessCheck>();
        builder.Services.AddHistory("tie-proposed", number => string.Format(MatchingText.HistoryTieProposed, number));
        builder.Services.AddHistory("tie-agreed", number => string.Format(MatchingText.HistoryTieAgreed, number));
        builder.Services.AddScoped<IOwnAnswers, AccessAnswers>();
        foreach (var kind in new[]
        {
            SupportCaseKind.AccessRequest, SupportCaseKind.SeveralRecords, SupportCaseKind.TiedElsewhere, SupportCaseKind.TieRefused, SupportCaseKind.RecordReplaced, SupportCaseKind.AccountReplaced,
        })
            builder.Services.AddRetry(kind, "/start", MatchingText.EnterAgain);
        builder.Services.AddMatter(new("access", MatchingText.Title, "/access", "/access"));
        builder.Services.AddHistory("tied", _ => MatchingText.HistoryTied);
        builder.Services.AddHistory("tie-released", why => string.Format(MatchingText.HistoryReleased, why));
        builder.Services.AddHistory("tie-moved", why => string.Format(MatchingText.HistoryMoved, why));
        builder.Services.AddHistory("tie-account-changed", why => string.Format(MatchingText.HistoryAccountChanged, why));
        return builder;
    }
}
