using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authorization;

namespace Mesh.Cabinet.Children;

/// <summary>Registers the children of parents: their cards, accounts that are made for them, and who did what.</summary>
internal static class ChildrenFeature
{
    /// <summary>Letters from the list of the children.</summary>
    public const string Matter = "children";

    /// <summary>Letters about a child's account.</summary>
    public const string AccountMatter = "child-account";

    public static WebApplicationBuilder AddChildren(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new Consent());
        builder.Services.AddSingleton<ChildAccountStore>();
        builder.Services.AddSingleton<ConsentStore>();
        builder.Services.AddSingleton(new PersonalTable("ChildAccounts", "Id", PersonalDataText.ChildAccounts, Fate.Erased) { Records = ["PersonId"], Shown = ["Login", "RequestedAt", "CompletedAt"] });
        builder.Services.AddSingleton(new PersonalTable("ChildConsents", "Id", PersonalDataText.ChildConsents, Fate.Erased) { Records = ["PersonId"], Shown = ["Version", "GivenAt"] });
        builder.Services.AddSingleton(new PersonalTable("ChildAccounts", "Id", PersonalDataText.MadeForChildren, Fate.Kept) { Records = ["RequestedBy"], Shown = ["PersonId", "Login", "RequestedAt", "CompletedAt"] });
        builder.Services.AddSingleton(new PersonalTable("ChildConsents", "Id", PersonalDataText.ConsentsForChildren, Fate.Kept) { Records = ["ByPersonId"], Shown = ["PersonId", "Version", "GivenAt"] });
        builder.Services.AddSingleton(new PersonalTable("ChildTries", "PersonId", PersonalDataText.Tries, Fate.Erased) { Records = ["PersonId"], Shown = ["Kind", "Tries", "EndsAt"] });
        builder.Services.AddSingleton<ChildTryStore>();
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<ChildTryStore>());
        builder.Services.AddSingleton<ChildHistoryStore>();
        builder.Services.AddSingleton<ChildHoldingsStore>();
        builder.Services.AddSingleton<IRecordFollower>(services => services.GetRequiredService<ChildHoldingsStore>());
        builder.Services.AddSingleton<IHoldings>(services => services.GetRequiredService<ChildHoldingsStore>());
        builder.Services.AddScoped<ChildLogins>();
        builder.Services.AddScoped<MyChildren>();
        builder.Services.AddScoped<ReportFamily>();
        builder.Services.AddSingleton<ICaseMending, ChildMending>();
        builder.Services.AddSingleton<ICaseFacts, FamilyFacts>();
        builder.Services.AddSingleton<ICaseAction, TellSchool>();
        builder.Services.AddRetry(SupportCaseKind.ChildMissing, ChildAddress.List, ChildrenText.SeeList);
        builder.Services.AddRetry(SupportCaseKind.NotMyChild, ChildAddress.List, ChildrenText.SeeList);
        builder.Services.AddScoped<GiveConsent>();
        builder.Services.AddScoped<CreateChildAccount>();
        builder.Services.AddScoped<SetChildPassword>();
        builder.Services.AddHistory("child-consent-given", _ => ChildrenText.OwnHistoryConsent);
        builder.Services.AddHistory("child-account-created", login => string.Format(ChildrenText.OwnHistoryCreated, login));
        builder.Services.AddHistory("child-password-set", _ => ChildrenText.OwnHistoryPassword);
        builder.Services.AddMatter(new(Matter, ChildrenText.ListTitle));
        builder.Services.AddMatter(new(AccountMatter, ChildrenText.AccountTitle));
        builder.Services.AddScoped<ICabinetMenu, ChildrenMenu>();
        builder.Services.AddScoped<ICabinetFront, ChildrenFront>();
        builder.Services.AddScoped<ChildWords>();
        builder.Services.AddScoped<ICabinetFront>(services => services.GetRequiredService<ChildWords>());
        builder.Services.AddScoped<IAccessNews>(services => services.GetRequiredService<ChildWords>());
        builder.Services.AddScoped<IOwnAnswers, ChildrenAnswers>();
        builder.Services.AddSingleton<ChildrenWithAccount>();
        builder.Services.AddAuthorizationBuilder().AddPolicy(ChildRequirement.Policy, policy => policy.AddRequirements(new ChildRequirement()));
        builder.Services.AddScoped<IAuthorizationHandler, ChildHandler>();
        return builder;
    }
}
