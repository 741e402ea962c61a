using Microsoft.Extensions.Logging;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>Writes into the output of the test that runs: it says why a part refused.</summary>
internal sealed class TestLog<T> : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        TestContext.Current.TestOutputHelper?.WriteLine(formatter(state, exception));
}
