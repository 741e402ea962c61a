using System.CommandLine;
using System.Globalization;
using Mesh.Cabinet.Database;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Audit;

/// <summary><c>audit verify</c>: exit 0 where the chain is whole, 1 where it is not, 2 where nothing can be said.</summary>
internal sealed class AuditCommand : Command
{
    private const int Whole = 0;
    private const int Broken = 1;
    private const int Unknown = 2;
    private readonly VerifyChain verify;
    private readonly Schema schema;
    private readonly DatabaseOptions database;

    public AuditCommand(VerifyChain verify, Schema schema, IOptions<DatabaseOptions> database)
        : base("audit", AuditText.CommandAbout)
    {
        this.verify = verify;
        this.schema = schema;
        this.database = database.Value;

        var head = new Option<string?>("--head") { Description = AuditText.HeadAbout };
        var look = new Command("verify", AuditText.VerifyAbout) { head };
        look.SetAction((parsed, cancellation) => VerifyAsync(parsed.GetValue(head), cancellation));
        Subcommands.Add(look);
    }

    private async Task<int> VerifyAsync(string? typed, CancellationToken cancellation)
    {
        if (!schema.Prepare(database))
        {
            Terminal.Error.WriteLine(DatabaseText.SchemaOld);
            return Unknown;
        }

        var kept = typed is null ? null : KeptHead.TryParse(typed);
        if (typed is not null && kept is null)
        {
            Terminal.Error.WriteLine(AuditText.NoHead, typed);
            return Unknown;
        }

        var report = await verify.RunAsync(kept, cancellation);
        if (report.Fault is { } fault)
            Terminal.Error.WriteLine("{0}", Words(fault));
        if (report.AddedEntry is { } added)
            Terminal.Error.WriteLine(AuditText.Added, added);
        if (report.Unsealed > 0)
            Terminal.Out.WriteLine(AuditText.Tail, report.Unsealed);
        if (report is { IsWhole: true, End: null })
            Terminal.Out.WriteLine(AuditText.NotBegun);
        else if (report.IsWhole)
            Terminal.Out.WriteLine(AuditText.Whole, report.Sealed);
        Terminal.Out.WriteLine("{0}", string.Create(CultureInfo.InvariantCulture, $"sealed={report.Sealed} unsealed={report.Unsealed} head={report.End?.ToString() ?? "none"}"));
        return report.IsWhole ? Whole : Broken;
    }

    private static string Words(ChainFault fault) => fault switch
    {
        ChainFault.Changed changed => string.Format(AuditText.Changed, changed.EntryNumber, changed.Sequence),
        ChainFault.EntryMissing missing => string.Format(AuditText.EntryMissing, missing.EntryNumber, missing.Sequence),
        ChainFault.PlaceMissing missing => string.Format(AuditText.PlaceMissing, missing.Sequence),
        ChainFault.Shortened cut => string.Format(AuditText.Shortened, cut.Sequence, cut.LastSequence),
        ChainFault.PlaceAdded added => string.Format(AuditText.PlaceAdded, added.Sequence),
        ChainFault.AnotherChain other => string.Format(AuditText.AnotherChain, other.Sequence),
        _ => AuditText.EndForged,
    };
}
