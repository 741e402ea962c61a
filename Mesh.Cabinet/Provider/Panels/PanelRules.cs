using Mesh.Cabinet.Database;
using Mesh.Cabinet.Provider.Clients;

namespace Mesh.Cabinet.Provider.Panels;

/// <summary>What the registration of a panel must be like, wherever it comes from.</summary>
internal static class PanelRules
{
    /// <summary>Every fault of the list in the settings, each with its full key.</summary>
    public static IEnumerable<string> Faults(IReadOnlyList<Panel> panels)
    {
        for (var index = 0; index < panels.Count; index++)
        {
            var panel = panels[index];
            if (!panel.Id.StartsWith(Panel.Prefix, StringComparison.Ordinal) || panel.Id.Length > TextLength.Id || panel.Id.Any(letter => letter is < '!' or > '~' or ':'))
                yield return $"Panels:{index}:Id must begin with {Panel.Prefix} and have visible Latin characters, {TextLength.Id} at most";
            if (panels.Take(index).Any(earlier => earlier.Id == panel.Id))
                yield return $"Panels:{index}:Id must be no other entry's";
            foreach (var fault in Faults(panel))
                yield return $"Panels:{index}:{fault}";
        }
    }

    /// <summary>Every fault of one registration, each beginning with the name of its field.</summary>
    public static IEnumerable<string> Faults(Panel panel)
    {
        if (panel.SchoolId.Length is 0 or > TextLength.Id)
            yield return "SchoolId must be the id of a school's record";
        if (string.IsNullOrWhiteSpace(panel.Title) || panel.Title.Length > Panel.MaxTitle)
            yield return $"Title must have 1 to {Panel.MaxTitle} characters";
        if (!ClientRules.AreKeys(panel.Jwks))
            yield return "Jwks must be a JSON Web Key Set with a public key (RFC 7517)";
    }
}
