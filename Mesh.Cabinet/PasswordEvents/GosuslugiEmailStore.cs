using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords.Fields;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;

namespace Mesh.Cabinet.PasswordEvents;

/// <summary>The e-mail that госуслуги has verified for an account, by its last sign-in: only letters go by it.</summary>
internal sealed class GosuslugiEmailStore(CabinetDatabase database, FieldProtection protection, TimeProvider time) : ISignInFollower, IRetention
{
    /// <summary>As long as that of an account of mos.ru.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public async Task<string?> AddressOfAsync(string subject, CancellationToken cancellation)
    {
        const string sql = """
            SELECT EmailProtected FROM GosuslugiEmails WHERE Subject = @Subject
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var email = await connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition(sql, new { Subject = subject }, cancellationToken: cancellation));
        return email is null ? null : protection.Reveal(ProtectedField.Email, subject, email);
    }

    public async Task SignedInAsync(CityProfile profile, DateTimeOffset? authTime, CancellationToken cancellation)
    {
        if (profile.Provider != CityProvider.Gosuslugi)
            return;

        const string forget = """
            DELETE FROM GosuslugiEmails WHERE Subject = @Subject
            """;
        const string add = """
            INSERT INTO GosuslugiEmails (Subject, EmailProtected, ToldAt) VALUES (@Subject, @EmailProtected, @Now)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(forget, new { profile.Subject }, transaction, cancellationToken: cancellation));
        if (EmailAddress.TryParse(profile.Email) is { } email)
        {
            try
            {
                var values = new { profile.Subject, EmailProtected = protection.Protect(ProtectedField.Email, profile.Subject, email.Folded), Now = time.GetUtcNow() };
                await connection.ExecuteAsync(new CommandDefinition(add, values, transaction, cancellationToken: cancellation));
            }
            catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
            {
                // The person signed in twice at once, and both told the same.
                return;
            }
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Whose e-mail it is stays as true as it was.</summary>
    public Task DistrustedAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc cref="DistrustedAsync"/>
    public Task LeftForGoodAsync(Session session, string browser, CancellationToken cancellation) => Task.CompletedTask;

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("GosuslugiEmails", "Subject", "ToldAt", time.GetUtcNow() - Kept, cancellation);
}

/// <summary>Where letters to an account go, whoever has verified it.</summary>
internal sealed class AccountEmails(AccountEmailStore mosRu, GosuslugiEmailStore gosuslugi) : Matching.IAccountEmails
{
    public Task<string?> AddressOfAsync(string provider, string subject, CancellationToken cancellation) =>
        provider == CityProvider.Gosuslugi ? gosuslugi.AddressOfAsync(subject, cancellation) : mosRu.AddressOfAsync(provider, subject, cancellation);
}
