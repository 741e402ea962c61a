using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Help;

/// <summary>Maps the answers that everybody can read.</summary>
internal static class HelpFeature
{
    public static void MapHelp(this WebApplication app)
    {
        app.MapOpenPage<HelpPage>("/help");
        app.MapOpenPage<AccessHelpPage>("/help/access");
        app.MapLetterDraft();
    }
}
