using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.NotMe;

/// <summary>Registers «Это был не я»: in the cabinet, and by a word of a letter.</summary>
internal static class NotMeFeature
{
    public static WebApplicationBuilder AddNotMe(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NotMeStore>();
        builder.Services.AddSingleton<IPersonLetters>(services => services.GetRequiredService<NotMeStore>());
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<NotMeStore>());
        builder.Services.AddSingleton(new PersonalTable("NotMeWords", "ExpiresAt", PersonalDataText.NotMeWords, Fate.Erased) { HasAccount = true, Shown = ["ExpiresAt", "UsedAt"] });
        builder.Services.AddSingleton<SayNotMe>();
        builder.Services.AddHistory("not-me", number => string.Format(NotMeText.History, number));
        return builder;
    }
}
