using System.Data.Common;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Desk.Word;

/// <summary>Who has been told the numbers of a day: with the letter in one transaction, so that nobody is told twice.</summary>
internal sealed class SummaryStore(CabinetDatabase database, IOutbox outbox, TimeProvider time) : IRetention
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <returns>False if the account has been told already.</returns>
    public Task<bool> SendAsync(string account, string day, OutgoingLetter letter, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => SendOnceAsync(account, day, letter, cancellation), cancellation);

    private async Task<bool> SendOnceAsync(string account, string day, OutgoingLetter letter, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO OperatorSummaries (Account, SentFor, SentAt) VALUES (@Account, @Day, @Now)
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(sql, new { Account = account, Day = day, Now = time.GetUtcNow() }, transaction, cancellationToken: cancellation));
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return false;
        }

        await outbox.AddAsync(connection, transaction, [letter], cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("OperatorSummaries", "Account", "SentAt", time.GetUtcNow() - Kept, cancellation);
}
