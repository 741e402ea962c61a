using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Database;

/// <summary>Brings the schema up to date before anything else starts, unless <c>Database:MigrateAtStart</c> is false.</summary>
internal sealed class MigrateAtStart(Schema schema, IOptions<DatabaseOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.MigrateAtStart)
            schema.Migrate();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
