using System.Data.Common;
using Dapper;

namespace Mesh.Cabinet.Database;

/// <summary>Something that happened to a person or an account: kept for good, and shown to the person as their history.</summary>
/// <param name="Event">One of a feature's own words, such as <c>activated</c>.</param>
internal sealed record AuditEntry(string Event)
{
    /// <summary>Whose record it concerns; null while no record is known.</summary>
    public string? PersonId { get; init; }

    /// <summary>The account at mos.ru or госуслуги, where the record may be unknown.</summary>
    public string? Provider { get; init; }

    public string? Subject { get; init; }

    /// <summary>Whose hand it was, a person's id or <see cref="BySupport"/>; null for the person's own, or a rule's.</summary>
    public string? ByPersonId { get; init; }

    /// <summary>What it was about, such as a login; never a password, a number or an address.</summary>
    public string? Detail { get; init; }

    /// <summary>The browser's <c>User-Agent</c>, where a browser did it.</summary>
    public string? Device { get; init; }

    public const string BySupport = "support";

    /// <summary>A header of any length is kept up to this one.</summary>
    public const int MaxDeviceLength = TextLength.Browser;

    /// <summary>The same for what it was about.</summary>
    public const int MaxDetailLength = TextLength.Line;
}

/// <summary>Writes entries inside the transaction of what they tell of: neither is there without the other.</summary>
internal static class AuditTrail
{
    public static Task WriteAsync(DbConnection connection, DbTransaction transaction, AuditEntry entry, DateTimeOffset at, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO AuditTrail (At, PersonId, Provider, Subject, ByPersonId, Event, Detail, Device)
            VALUES (@At, @PersonId, @Provider, @Subject, @ByPersonId, @Event, @Detail, @Device)
            """;
        var row = new { At = at, entry.PersonId, entry.Provider, entry.Subject, entry.ByPersonId, entry.Event, Detail = DetailOf(entry), Device = DeviceOf(entry) };
        return connection.ExecuteAsync(new CommandDefinition(sql, row, transaction, cancellationToken: cancellation));
    }

    /// <summary>A change and its entry in one way to the server; where nothing was to be changed there is no entry.</summary>
    /// <param name="change">The last statement of it is the one that counts.</param>
    /// <returns>Whether anything was changed.</returns>
    public static async Task<bool> ChangeAsync(
        this CabinetDatabase database, DbConnection connection, DbTransaction transaction, string change, object values, AuditEntry entry, DateTimeOffset at, CancellationToken cancellation)
    {
        var command = new CommandDefinition(Told(database, change), With(values, entry, at), transaction, cancellationToken: cancellation);
        return await connection.ExecuteAsync(command) > 0;
    }

    /// <summary>A change, its entry and a question after both, in one way to the server.</summary>
    /// <param name="ask">A statement that answers with one number.</param>
    public static Task<int> ChangeAndAskAsync(
        this CabinetDatabase database, DbConnection connection, DbTransaction transaction, string change, string ask, object values, AuditEntry entry, DateTimeOffset at,
        CancellationToken cancellation)
    {
        var sql = $"""
            {Told(database, change)};
            {ask}
            """;
        return connection.ExecuteScalarAsync<int>(new CommandDefinition(sql, With(values, entry, at), transaction, cancellationToken: cancellation));
    }

    private static string Told(CabinetDatabase database, string change) => $"""
        {change};
        INSERT INTO AuditTrail (At, PersonId, Provider, Subject, ByPersonId, Event, Detail, Device)
        SELECT @EntryAt, @EntryPersonId, @EntryProvider, @EntrySubject, @EntryByPersonId, @EntryEvent, @EntryDetail, @EntryDevice WHERE {database.Changed()} > 0
        """;

    private static DynamicParameters With(object values, AuditEntry entry, DateTimeOffset at)
    {
        var row = new DynamicParameters(values);
        row.AddDynamicParams(new
        {
            EntryAt = at,
            EntryPersonId = entry.PersonId,
            EntryProvider = entry.Provider,
            EntrySubject = entry.Subject,
            EntryByPersonId = entry.ByPersonId,
            EntryEvent = entry.Event,
            EntryDetail = DetailOf(entry),
            EntryDevice = DeviceOf(entry),
        });
        return row;
    }

    private static string? DetailOf(AuditEntry entry) => TextLength.Cut(entry.Detail, AuditEntry.MaxDetailLength);

    private static string? DeviceOf(AuditEntry entry) => TextLength.Cut(entry.Device, AuditEntry.MaxDeviceLength);
}
