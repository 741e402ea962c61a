using Mesh.Cabinet.Cases;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Children;

/// <summary>«Сказать школе, что исправить»: the case waits for the school from now on, and its thread says what is to be mended. The list itself changes by the next import alone.</summary>
internal sealed class TellSchool(ISchoolRecords records) : ICaseAction
{
    public string Key => "tell-school";

    public string Title => ChildrenText.TellTitle;

    public async Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation) =>
        open.State is not CaseState.WaitsForSchool && await WordsAsync(open, cancellation) is { } words ? [new CaseChoice("", words)] : null;

    public async Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation) =>
        await WordsAsync(open, cancellation) is { } words
            ? new CaseActOutcome.Done(words, EndsCase: false, CaseState.WaitsForSchool)
            : new CaseActOutcome.Refused(ChildrenText.TellNothing);

    // As the records stand now: what an import has mended meanwhile is not asked for again.
    private async Task<string?> WordsAsync(DeskCase open, CancellationToken cancellation)
    {
        if (open.Kind is SupportCaseKind.ChildMissing)
            return ChildrenText.TellMissing;
        if (open is not { Kind: SupportCaseKind.NotMyChild, PersonId: { } adultId, About: { } childId }
            || await records.FindAsync(adultId, cancellation) is not { } adult || await records.FindAsync(childId, cancellation) is not { } child)
            return null;
        return FamilyFacts.Direction(adult, child) switch
        {
            TieDirection.Both => ChildrenText.TellBoth,
            TieDirection.InAdult => ChildrenText.TellInAdult,
            TieDirection.InChild => ChildrenText.TellInChild,
            _ => null,
        };
    }
}
