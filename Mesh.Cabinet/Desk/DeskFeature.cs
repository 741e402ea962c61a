using System.CommandLine;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Desk.Audit;
using Mesh.Cabinet.Desk.Classes;
using Mesh.Cabinet.Desk.Jobs;
using Mesh.Cabinet.Desk.Notices;
using Mesh.Cabinet.Desk.Numbers;
using Mesh.Cabinet.Desk.Passkeys;
using Mesh.Cabinet.Desk.People;
using Mesh.Cabinet.Desk.Records;
using Mesh.Cabinet.Desk.Services;
using Mesh.Cabinet.Desk.Word;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.Provider.SignOut;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Mesh.Cabinet.Desk;

/// <summary>Registers the operators' pages and the commands that end cases.</summary>
internal static class DeskFeature
{
    public static WebApplicationBuilder AddDesk(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Desk");
        builder.Services.AddOptions<DeskOptions>().Bind(section);
        builder.Services.AddSingleton(new SettingsCheck(() => (section.Get<DeskOptions>() ?? new()).Faults()));
        builder.Services.AddSingleton<OperatorPlaces>();
        builder.Services.AddScoped<IOperators, Operators>();
        builder.Services.AddSingleton<IOperatorAddresses, OperatorAddresses>();
        builder.Services.AddSingleton<SummaryStore>();
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<SummaryStore>());
        builder.Services.AddSingleton(new PersonalTable("OperatorSummaries", "SentAt", PersonalDataText.OperatorSummaries, Fate.Erased) { AccountColumn = "Account", Shown = ["SentAt"] });
        builder.Services.AddSingleton<OperatorSummaries>();
        if (builder.Configuration["Mail:Host"] is { Length: > 0 })
            builder.Services.AddHostedService(services => services.GetRequiredService<OperatorSummaries>());
        builder.Services.AddSingleton<ICaseAction, AnsweredByPhone>();
        builder.Services.AddAuthorizationBuilder().AddPolicy(OperatorPolicy.Name, OperatorPolicy.Policy);
        builder.Services.AddSingleton<IAuthorizationHandler, OperatorHandler>();
        builder.Services.AddScoped<ICabinetMenu, DeskMenu>();
        builder.Services.AddScoped<PeopleSearch>();
        builder.Services.AddSingleton<NumbersStore>();
        builder.Services.AddIdentityCore<OperatorOwner>();
        builder.Services.AddSingleton<OperatorPasskeyStore>();
        builder.Services.AddScoped<IUserStore<OperatorOwner>>(services => services.GetRequiredService<OperatorPasskeyStore>());
        builder.Services.AddScoped<IPasskeyHandler<OperatorOwner>, PasskeyHandler<OperatorOwner>>();
        builder.Services.AddScoped<OperatorProof>();
        builder.Services.AddScoped<IOperatorProof>(services => services.GetRequiredService<OperatorProof>());
        builder.Services.AddSingleton(new PersonalTable("OperatorPasskeys", "OwnerKey", PersonalDataText.OperatorPasskeys, Fate.Erased) { HasAccount = true, Shown = ["BoundAt", "UsedAt"] });
        builder.Services.AddHistory(OperatorPasskeyStore.Bound, _ => DeskText.HistoryPasskeyBound);
        builder.Services.AddHistory(OperatorPasskeyStore.Forgotten, why => string.Format(DeskText.HistoryPasskeysForgotten, why));
        builder.Services.AddScoped<SeenByPerson>();
        builder.Services.AddScoped<IClassViewers, ClassViewers>();
        builder.Services.AddScoped<ClassesQuery>();
        builder.Services.AddSingleton<RecordRemarksStore>();
        builder.Services.AddSingleton<DeskNumbersStore>();
        builder.Services.AddSingleton<NumbersQuery>();
        builder.Services.AddSingleton<PeopleCountsStore>();
        builder.Services.AddHostedService<NumbersKeeper>();
        builder.Services.AddSingleton<NoticesDesk>();
        builder.Services.AddSingleton<SwitchesDesk>();
        builder.Services.AddHistory(ServiceSwitch.SwitchedOff, what => string.Format(SwitchesText.HistoryOff, what));
        builder.Services.AddHistory(ServiceSwitch.SwitchedOn, what => string.Format(SwitchesText.HistoryOn, what));
        builder.Services.AddHistory(GivenUpService.SentAgain, what => string.Format(SwitchesText.HistoryAgain, what));
        builder.Services.AddJobs();
        builder.Services.AddScoped<TrailQuery>();
        builder.Services.AddSingleton<TrailSearchStore>();
        builder.Services.AddHistory(TrailSearchStore.Searched, _ => DeskText.HistorySearched);
        builder.Services.AddHistory(TrailSearchStore.Exported, _ => DeskText.HistoryExported);
        builder.Services.AddSingleton<CaseDecision>();
        builder.Services.AddSingleton<ICaseAction, DecideLogin>();
        builder.Services.AddSingleton<Command, CasesCommand>();
        builder.Services.AddSingleton<Command, DeskCommand>();
        builder.Services.AddHistory(NumbersStore.Seen, _ => DeskText.HistorySeen);
        builder.Services.AddHistory(NumbersStore.Event, _ => DeskText.HistoryNumbersShown);
        builder.Services.AddHistory("login-decided", login => string.Format(DeskText.HistoryDecided, login));
        return builder;
    }

    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapTrail();
        routes.MapOperatorPasskeys();
        routes.MapNumbers();
        routes.MapJobs();
    }

    private static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobStore>();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<JobStore>());
        services.AddSingleton<JobQueueStore>();
        services.AddSingleton<StandingOperators>();
        services.AddSingleton<JobPlanner>();
        services.AddScoped<JobRun>();
        services.AddScoped<ChosenForJob>();
        services.AddSingleton<ISignInFollower, DoubtfulJobs>();
        services.AddSingleton<JobKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<JobKeeper>());
        services.AddSingleton(new PersonalTable("DeskJobs", "Number", PersonalDataText.DeskJobs, Fate.Erased) { HasAccount = true, Shown = ["Number", "Action", "Place", "Why", "BegunAt", "EndedAt"] });
        services.AddSingleton(new PersonalTable("DeskJobItems", "Number", PersonalDataText.DeskJobItems, Fate.Erased) { Records = ["PersonId"], Shown = ["JobNumber", "CaseNumber", "Outcome", "Words", "EndedAt"] });
        services.AddHistory(JobWords.Event("evaluate-again"), why => string.Format(JobsText.HistoryEvaluated, why));
        services.AddHistory(JobWords.Event("send-again"), why => string.Format(JobsText.HistorySent, why));
    }
}
