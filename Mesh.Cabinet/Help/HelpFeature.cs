using System.Net.Mime;
using System.Text;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Help;

/// <summary>Registers and maps the answers that everybody can read.</summary>
internal static class HelpFeature
{
    /// <summary>The instruction as text (R5).</summary>
    public const string InstructionFile = "/help/instruction.txt";

    public static WebApplicationBuilder AddHelp(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AnswerMarkdown>();
        builder.Services.AddSingleton<Answers>();
        builder.Services.AddSingleton<AnswerSearch>();
        builder.Services.AddSingleton<ILetterMatters, AnswerMatters>();
        builder.Services.AddMatter(new("access-help", HelpText.AccessTitle, At: "/help/access"));
        builder.Services.AddSingleton<SchoolChoices>();
        return builder;
    }

    public static void MapHelp(this WebApplication app)
    {
        app.MapOpenPage<HelpPage>("/help");
        app.MapOpenPage<AccessHelpPage>("/help/access");
        app.MapOpenPage<InstructionPage>("/help/instruction");
        var answers = app.Services.GetRequiredService<Answers>();
        // Each by its own name: what is no question is no page, and strangers cannot make up addresses to be kept.
        foreach (var answer in answers.All)
            app.MapOpenPage<AnswerPage>(answer.Address, new Dictionary<string, object> { [nameof(AnswerPage.Key)] = answer.Key });
        app.MapGet(InstructionFile, () => Results.File(
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(answers.InstructionText)], $"{MediaTypeNames.Text.Plain}; charset=utf-8", $"{HelpText.InstructionFileName}.txt")).AllowAnonymous();
        app.MapLetterDraft();
    }
}
