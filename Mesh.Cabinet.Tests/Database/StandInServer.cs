using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Mesh.Cabinet.Database;
using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Mesh.Cabinet.Tests.Database;

/// <summary>A statement that was asked, with its parameters as the driver would declare them.</summary>
internal sealed record Asked(string Sql, string Declaration);

/// <summary>
/// Stands where SQL Server would: each statement has to parse as T-SQL, each parameter to be one that the driver knows and the column takes; a
/// SQLite file answers. It has one connection (<c>Max Pool Size=1</c>) or as many as are said, and waits for one as the driver's pool does.
/// </summary>
internal sealed class StandInServer : IDisposable
{
    private static readonly ConcurrentDictionary<string, (TSqlFragment? Statement, string? Fault)> Parsed = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Asked> asked = new();
    private readonly ConcurrentQueue<(string Part, Func<Exception> Failure)> failures = new();

    /// <summary>What fails, for <see cref="FailOnce"/>, where a connection is opened.</summary>
    public const string Opening = "(opening)";

    public const string BeginTransaction = "BEGIN TRANSACTION";

    public StandInServer()
    {
        Database = new CabinetDatabase(() => new StandInConnection(this));
    }

    public TestDatabase Answers { get; } = new();

    public CabinetDatabase Database { get; }

    /// <summary>How long the one connection is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many connections there are.</summary>
    public int Connections
    {
        get;
        init
        {
            field = value;
            Pool = new SemaphoreSlim(value);
        }
    } = 1;

    public SemaphoreSlim Pool { get; private init; } = new(1);

    /// <summary>Answers to what only SQL Server knows, by a part of the statement.</summary>
    public Dictionary<string, string> Instead { get; } = new(StringComparer.Ordinal);

    /// <summary>Hears each statement, where it is asked.</summary>
    public Action<Asked> Heard { get; set; } = _ => { };

    /// <summary>All statements so far.</summary>
    public IReadOnlyCollection<Asked> Asked => asked;

    /// <summary>A transaction that begins has to end as well.</summary>
    public int RoundTrips => asked.Count + asked.Count(statement => statement.Sql == BeginTransaction);

    /// <summary>The next statement with this part fails so.</summary>
    public void FailOnce(string part, Func<Exception> failure) => failures.Enqueue((part, failure));

    public void Forget() => asked.Clear();

    /// <summary>A connection is opened: no statement, but it may fail.</summary>
    public void Knock() => Fail(Opening);

    /// <summary>What the driver and the server would refuse is refused.</summary>
    public string Hear(string sql, SqlParameterCollection parameters)
    {
        Fail(sql);
        var (statement, fault) = Parsed.GetOrAdd(sql, text =>
        {
            var read = SqlTexts.Parse(text, out var errors);
            return errors.Count == 0 ? (read, null) : (null, errors[0].Message);
        });
        if (fault is not null)
            throw new InvalidOperationException($"SQL Server does not understand: {fault} in {sql}");

        var now = new Asked(sql, string.Join(", ", parameters.Cast<SqlParameter>().Select(Declare)));
        asked.Enqueue(now);
        Heard(now);
        foreach (var wrong in ServerColumns.Faults(statement!, parameters))
            throw new InvalidOperationException($"{wrong} in {sql}");
        foreach (var (part, answer) in Instead)
        {
            if (sql.Contains(part, StringComparison.Ordinal))
                return answer;
        }

        return SpokenSql.ForSqlite(sql);
    }

    public void Dispose()
    {
        Pool.Dispose();
        Answers.Dispose();
    }

    private void Fail(string sql)
    {
        if (failures.TryPeek(out var next) && sql.Contains(next.Part, StringComparison.Ordinal) && failures.TryDequeue(out _))
            throw next.Failure();
    }

    private static string Declare(SqlParameter parameter)
    {
        if (parameter.Value is not (string or int or long or short or bool or byte[] or Guid or DateTime or DateTimeOffset or double or DBNull))
            throw new ArgumentException($"No mapping exists from object type {parameter.Value?.GetType().FullName ?? "null"} to a known managed provider native type.", nameof(parameter));
        var type = parameter.SqlDbType;
        if (type is SqlDbType.NVarChar or SqlDbType.VarBinary && parameter.Value is not DBNull && parameter.Size is not (-1 or 4000 or 8000))
            throw new ArgumentException($"{parameter.ParameterName} is declared by the length of its value, {parameter.Size}.", nameof(parameter));
        return parameter.Size is 0 || type is not (SqlDbType.NVarChar or SqlDbType.VarBinary)
            ? $"{parameter.ParameterName} {type}"
            : $"{parameter.ParameterName} {type}({parameter.Size})";
    }
}
