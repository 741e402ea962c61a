using Mesh.Cabinet.Database;
using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authorization;

namespace Mesh.Cabinet.Children;

/// <summary>Registers the children of parents: their cards, accounts that are made for them, and who did what.</summary>
internal static class ChildrenFeature
{
    public static WebApplicationBuilder AddChildren(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new Consent());
        builder.Services.AddSingleton<ChildAccountStore>();
        builder.Services.AddSingleton<ConsentStore>();
        builder.Services.AddSingleton<ChildTryStore>();
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<ChildTryStore>());
        builder.Services.AddSingleton<ChildHistoryStore>();
        builder.Services.AddSingleton<ChildHoldingsStore>();
        builder.Services.AddSingleton<IRecordFollower>(services => services.GetRequiredService<ChildHoldingsStore>());
        builder.Services.AddSingleton<IHoldings>(services => services.GetRequiredService<ChildHoldingsStore>());
        builder.Services.AddScoped<ChildLogins>();
        builder.Services.AddScoped<MyChildren>();
        builder.Services.AddScoped<GiveConsent>();
        builder.Services.AddScoped<CreateChildAccount>();
        builder.Services.AddScoped<SetChildPassword>();
        builder.Services.AddHistory("child-consent-given", _ => ChildrenText.OwnHistoryConsent);
        builder.Services.AddHistory("child-account-created", login => string.Format(ChildrenText.OwnHistoryCreated, login));
        builder.Services.AddHistory("child-password-set", _ => ChildrenText.OwnHistoryPassword);
        builder.Services.AddScoped<ICabinetMenu, ChildrenMenu>();
        builder.Services.AddScoped<ICabinetFront, ChildrenFront>();
        builder.Services.AddSingleton<ChildrenWithAccount>();
        builder.Services.AddAuthorizationBuilder().AddPolicy(ChildRequirement.Policy, policy => policy.AddRequirements(new ChildRequirement()));
        builder.Services.AddScoped<IAuthorizationHandler, ChildHandler>();
        return builder;
    }
}
