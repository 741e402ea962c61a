using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords.Fields;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>
/// Which account of mos.ru has which e-mail, as mos.ru vouched for it at the last sign-in: an event may name a person by it. Two accounts
/// with one e-mail are a doubt, and then it names nobody.
/// </summary>
internal sealed class AccountEmailStore(CabinetDatabase database, FieldProtection protection, TimeProvider time) : ISignInFollower, IRetention, IAccountEmails
{
    // As long as a bound device without a real sign-in.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    // A sign-in that tells what is known writes nothing, mostly.
    private static readonly TimeSpan Confirmed = TimeSpan.FromDays(30);

    /// <returns>Null if no account has told this e-mail, or several have.</returns>
    public async Task<string?> FindAsync(EmailAddress email, CancellationToken cancellation)
    {
        var sql = $"""
            SELECT Subject FROM AccountEmails WHERE EmailIndex IN {database.List("@Indexes", ListOf.Bytes)}
            """;
        var values = new { Indexes = Dialect.ListValue(protection.Indexes(ProtectedField.Email, email.Folded)) };
        await using var connection = await database.OpenAsync(cancellation);
        var subjects = (await connection.QueryAsync<string>(new CommandDefinition(sql, values, cancellationToken: cancellation))).AsList();
        return subjects.Count == 1 ? subjects[0] : null;
    }

    public async Task<string?> AddressOfAsync(string provider, string subject, CancellationToken cancellation)
    {
        const string sql = """
            SELECT EmailProtected FROM AccountEmails WHERE Subject = @Subject
            """;
        if (provider != CityProvider.MosRu)
            return null;
        await using var connection = await database.OpenAsync(cancellation);
        var email = await connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition(sql, new { Subject = subject }, cancellationToken: cancellation));
        return email is null ? null : protection.Reveal(ProtectedField.Email, subject, email);
    }

    public async Task SignedInAsync(CityProfile profile, DateTimeOffset? authTime, CancellationToken cancellation)
    {
        if (profile.Provider != CityProvider.MosRu)
            return;

        await using var connection = await database.OpenAsync(cancellation);
        if (EmailAddress.TryParse(profile.Email) is { } email)
            await KeepAsync(connection, profile.Subject, email, cancellation);
        else
            await ForgetAsync(connection, profile.Subject, cancellation);
    }

    /// <summary>Whose e-mail it is stays as true as it was.</summary>
    public Task DistrustedAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc cref="DistrustedAsync"/>
    public Task LeftForGoodAsync(Session session, string browser, CancellationToken cancellation) => Task.CompletedTask;

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("AccountEmails", "Subject", "ToldAt", time.GetUtcNow() - Kept, cancellation);

    private async Task KeepAsync(DbConnection connection, string subject, EmailAddress email, CancellationToken cancellation)
    {
        const string known = """
            SELECT COUNT(*) FROM AccountEmails WHERE Subject = @Subject AND EmailIndex = @EmailIndex AND ToldAt > @Since
            """;
        const string change = """
            UPDATE AccountEmails SET EmailIndex = @EmailIndex, EmailProtected = @EmailProtected, ToldAt = @Now WHERE Subject = @Subject
            """;
        const string add = """
            INSERT INTO AccountEmails (Subject, EmailIndex, EmailProtected, ToldAt) VALUES (@Subject, @EmailIndex, @EmailProtected, @Now)
            """;
        var now = time.GetUtcNow();
        var values = new
        {
            Subject = subject,
            EmailIndex = protection.Index(ProtectedField.Email, email.Folded),
            EmailProtected = protection.Protect(ProtectedField.Email, subject, email.Folded),
            Now = now,
            Since = now - Confirmed,
        };
        if (await connection.ExecuteScalarAsync<int>(new CommandDefinition(known, values, cancellationToken: cancellation)) > 0
            || await connection.ExecuteAsync(new CommandDefinition(change, values, cancellationToken: cancellation)) > 0)
            return;

        try
        {
            await connection.ExecuteAsync(new CommandDefinition(add, values, cancellationToken: cancellation));
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            // The person signed in twice at once, and both told the same.
        }
    }

    private static Task<int> ForgetAsync(DbConnection connection, string subject, CancellationToken cancellation)
    {
        const string sql = """
            DELETE FROM AccountEmails WHERE Subject = @Subject
            """;
        return connection.ExecuteAsync(new CommandDefinition(sql, new { Subject = subject }, cancellationToken: cancellation));
    }
}
