using Mesh.Cabinet.Outside.DomainAccounts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>The product's way to a SCIM directory, put together as the program does.</summary>
internal sealed class ScimWay
{
    /// <param name="http">With the base address, and whatever shows who asks.</param>
    /// <param name="log">All that is written down on the way.</param>
    public ScimWay(HttpClient http, ScimOptions? settings = null, Notebook<ScimAccounts>? log = null)
    {
        var options = Options.Create(new DomainAccountsOptions { Scim = settings ?? new() });
        var schemas = new ScimSchemas(TimeProvider.System);
        var scim = new ScimClient(http, Log<ScimClient>(log));
        var groups = new ScimGroups(scim, options);
        var objects = new ScimObjects(scim, schemas, groups, Log<ScimObjects>(log));
        var creation = new ScimCreation(scim, schemas, objects, groups, Log<ScimCreation>(log));
        Accounts = new ScimAccounts(scim, objects, creation, Log<ScimAccounts>(log));
        StartCheck = new ScimStartCheck(scim, schemas, groups, creation, options, Log<ScimStartCheck>(log));
    }

    public IDomainAccounts Accounts { get; }

    public ScimStartCheck StartCheck { get; }

    private static ILogger<T> Log<T>(Notebook<ScimAccounts>? log) => log is null ? new TestLog<T>() : new Into<T>(log);

    private sealed class Into<T>(ILogger log) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Log(logLevel, eventId, state, exception, formatter);
    }
}
