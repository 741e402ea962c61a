using System.CommandLine;

namespace Mesh.Cabinet.Database;

/// <summary>
/// <c>database migrate</c> brings the schema up to date and says which migrations ran; <c>database backup</c> copies a SQLite database beside
/// a running product.
/// </summary>
internal sealed class DatabaseCommand : Command
{
    public DatabaseCommand(Schema schema, Backup backup)
        : base("database", DatabaseText.CommandAbout)
    {
        var migrate = new Command("migrate", DatabaseText.MigrateAbout);
        migrate.SetAction(_ => Migrate(schema));
        Subcommands.Add(migrate);

        var path = new Argument<string>("PATH") { Description = DatabaseText.BackupPath };
        var copy = new Command("backup", DatabaseText.BackupAbout) { path };
        copy.SetAction(parsed => Tell(backup.Run(parsed.GetValue(path)!)));
        Subcommands.Add(copy);
    }

    private static int Migrate(Schema schema)
    {
        foreach (var name in schema.Migrate())
            Terminal.Out.WriteLine(DatabaseText.MigrationDone, name);
        Terminal.Out.WriteLine(DatabaseText.SchemaCurrent);
        return 0;
    }

    private static int Tell(BackupOutcome outcome)
    {
        switch (outcome)
        {
            case BackupOutcome.Done done:
                Terminal.Out.WriteLine(DatabaseText.BackupDone, done.Path, done.Bytes);
                return 0;
            case BackupOutcome.NameTaken taken:
                Terminal.Error.WriteLine(DatabaseText.BackupNameTaken, taken.Path);
                return 1;
            case BackupOutcome.OfAnotherServer:
                Terminal.Error.WriteLine(DatabaseText.BackupOfServer);
                return 1;
            case BackupOutcome.NoDatabase none:
                Terminal.Error.WriteLine(DatabaseText.BackupNoDatabase, none.Path);
                return 1;
            case BackupOutcome.Failed failed:
                Terminal.Error.WriteLine(DatabaseText.BackupFailed, failed.Reason);
                return 1;
            default:
                throw new InvalidOperationException("A backup ends in no other way.");
        }
    }
}
