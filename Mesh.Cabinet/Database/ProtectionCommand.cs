using System.CommandLine;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Database;

/// <summary><c>protection rotate</c>: writes all protected fields anew under <c>FieldProtection:Key</c>, after which the old keys may go.</summary>
internal sealed class ProtectionCommand : Command
{
    private readonly KeyRotation rotation;
    private readonly Schema schema;
    private readonly DatabaseOptions database;

    public ProtectionCommand(KeyRotation rotation, Schema schema, IOptions<DatabaseOptions> database)
        : base("protection", DatabaseText.ProtectionAbout)
    {
        this.rotation = rotation;
        this.schema = schema;
        this.database = database.Value;

        var rotate = new Command("rotate", DatabaseText.RotateAbout);
        rotate.SetAction((_, cancellation) => RotateAsync(cancellation));
        Subcommands.Add(rotate);
    }

    private async Task<int> RotateAsync(CancellationToken cancellation)
    {
        if (!schema.Prepare(database))
        {
            Terminal.Error.WriteLine(DatabaseText.SchemaOld);
            return 1;
        }

        switch (await rotation.RunAsync(progress => Terminal.Out.WriteLine(DatabaseText.Rotating, progress.Column, progress.Rotated, progress.Total), cancellation))
        {
            case RotationOutcome.Left left:
                Terminal.Error.WriteLine(DatabaseText.RotationLeft, left.Rotated, left.Values);
                return 1;
            case RotationOutcome.Done done:
                Terminal.Out.WriteLine(DatabaseText.RotationDone, done.Rotated);
                return 0;
            default:
                throw new InvalidOperationException("A rotation ends in no other way.");
        }
    }
}
