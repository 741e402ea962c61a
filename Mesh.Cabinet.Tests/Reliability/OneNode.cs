namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>A stage with one node that runs through all tests of a class.</summary>
public sealed class OneNode : IAsyncLifetime
{
    private const int Teachers = 60;

    internal Stage Stage { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Stage = await Stage.StartAsync(Teachers);
        await Stage.StartNodeAsync();
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();
}
