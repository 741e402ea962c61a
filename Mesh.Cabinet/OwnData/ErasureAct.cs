using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.OwnData;

/// <summary>
/// The act of an erasure and the extract of the log, with what приказ Роскомнадзора № 179 of 28.10.2022 wants of each. What only people know, who
/// signs above all, is left to be filled in.
/// </summary>
internal sealed class ErasureAct(ErasureStore store, IOptions<OwnDataOptions> options)
{
    public async Task<IReadOnlyList<string>> LinesAsync(Erasure erasure, string name, CancellationToken cancellation)
    {
        var day = MomentWords.Of(erasure.DoneAt!.Value);
        string[] held = erasure.Held.Count > 0 ? [.. erasure.Held] : [OwnDataText.ActNothing];
        var lines = new List<string>
        {
            string.Format(OwnDataText.ActTitle, erasure.Id),
            Line(OwnDataText.ActOperator, options.Value.Operator),
            Line(OwnDataText.ActOperatorAddress, options.Value.OperatorAddress),
            Line(OwnDataText.ActProcessor, ""),
            Line(OwnDataText.ActPerson, string.Format(OwnDataText.ActPersonValue, name, erasure.PersonId)),
            OwnDataText.ActCategories,
        };
        lines.AddRange(held.Select(one => $"  - {one}"));
        lines.AddRange(
        [
            Line(OwnDataText.ActSystem, OwnDataText.SystemName),
            Line(OwnDataText.ActWay, OwnDataText.ActWayValue),
            Line(OwnDataText.ActReason, erasure.Why),
            Line(OwnDataText.ActDay, day),
            OwnDataText.ActKept,
            Line(OwnDataText.ActSigner, ""),
            "",
            string.Format(OwnDataText.ExtractTitle, erasure.Id),
            Line(OwnDataText.ActPerson, string.Format(OwnDataText.ActPersonValue, name, erasure.PersonId)),
            OwnDataText.ActCategories,
        ]);
        lines.AddRange(held.Select(one => $"  - {one}"));
        lines.Add(Line(OwnDataText.ActSystem, OwnDataText.SystemName));
        lines.Add(Line(OwnDataText.ActReason, erasure.Why));
        lines.Add(Line(OwnDataText.ActDay, day));
        lines.AddRange((await store.EntriesAsync(erasure.Id, erasure.BegunAt, cancellation)).Select(entry =>
            string.Format(OwnDataText.ExtractEntry, entry.Number, MomentWords.Of(entry.At), entry.Event, erasure.Id)));
        lines.Add(OwnDataText.ActKeep);
        return lines;
    }

    private static string Line(string label, string value) => $"{label}: {(value.Length > 0 ? value : "______________________________")}";
}
