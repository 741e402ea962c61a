using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Mail;

/// <summary>Registers letters to people and what sends them.</summary>
internal static class MailFeature
{
    public static WebApplicationBuilder AddMail(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Mail");
        builder.Services.AddOptions<MailOptions>().Bind(section);
        builder.Services.AddSingleton(new SettingsCheck(() => (section.Get<MailOptions>() ?? new()).Faults()));
        builder.Services.AddSingleton<OutboxStore>();
        builder.Services.AddSingleton<ILetterChoices, LetterChoiceStore>();
        builder.Services.AddSingleton<IOutbox>(services => services.GetRequiredService<OutboxStore>());
        builder.Services.AddSingleton<IRetention>(services => services.GetRequiredService<OutboxStore>());
        builder.Services.AddSingleton<IErases>(services => services.GetRequiredService<OutboxStore>());
        builder.Services.AddSingleton(new ProtectedColumn("Outbox", "Id", "LetterProtected", ProtectedField.Letter, "Id"));
        builder.Services.AddSingleton(new PersonalTable("LetterChoices", "Account", PersonalDataText.LetterChoices, Fate.Erased) { AccountColumn = "Account", Shown = ["Refused"] });
        builder.Services.AddSingleton<MailTransport>();
        builder.Services.AddSingleton<MailMetrics>();
        builder.Services.AddSingleton(services => services.GetRequiredService<MailMetrics>().Waiting);
        if (section["Host"] is { Length: > 0 })
            builder.Services.AddHostedService<MailSender>();
        return builder;
    }
}
