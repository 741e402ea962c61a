using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>Registers the matching of mos.ru accounts with the school's records.</summary>
internal static class MatchingFeature
{
    public static WebApplicationBuilder AddMatching(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TieStore>();
        builder.Services.AddSingleton<ITies>(services => services.GetRequiredService<TieStore>());
        builder.Services.AddSingleton<IDistrust, ThinDistrust>();
        builder.Services.AddHostedService<LostAccess>();
        builder.Services.AddScoped<IAccessRequests, AccessRequests>();
        builder.Services.AddScoped<IAccessCheck, AccessCheck>();
        builder.Services.AddHistory("tied", _ => MatchingText.HistoryTied);
        return builder;
    }
}
