using System.CommandLine;

namespace Mesh.Cabinet.Database;

/// <summary><c>database migrate</c>: brings the schema up to date and says which migrations ran.</summary>
internal sealed class MigrateCommand : Command
{
    public MigrateCommand(Schema schema)
        : base("database", DatabaseText.CommandAbout)
    {
        var migrate = new Command("migrate", DatabaseText.MigrateAbout);
        migrate.SetAction(_ =>
        {
            foreach (var name in schema.Migrate())
                Terminal.Out.WriteLine(DatabaseText.MigrationDone, name);
            Terminal.Out.WriteLine(DatabaseText.SchemaCurrent);
            return 0;
        });
        Subcommands.Add(migrate);
    }
}
