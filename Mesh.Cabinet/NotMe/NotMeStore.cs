using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.NotMe;

/// <summary>Sends letters with words for «Это был не я»: each can only end things, once, and needs no sign-in, for the password may be lost.</summary>
public interface IPersonLetters
{
    /// <summary>Inside the transaction of what the letter tells of; what the person refuses, or where there is no address, nothing happens.</summary>
    Task SendAsync(DbConnection connection, DbTransaction transaction, PersonLetter letter, CancellationToken cancellation);
}

/// <summary>Words by their hashes, and the case that follows when one is used.</summary>
internal sealed class NotMeStore(CabinetDatabase database, ICaseOpening cases, IOutbox outbox, IOptions<SiteOptions> site, TimeProvider time) : IPersonLetters, IRetention
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(7);

    private const int WordBytes = 32;

    public async Task SendAsync(DbConnection connection, DbTransaction transaction, PersonLetter letter, CancellationToken cancellation)
    {
        var account = CityProfile.AccountOf(letter.Provider, letter.Subject);
        if (letter.To.Count == 0 || !await outbox.TakesAsync(connection, transaction, letter.Kind, account, cancellation))
            return;

        foreach (var to in letter.To)
        {
            var word = await IssueAsync(connection, transaction, letter.Provider, letter.Subject, cancellation);
            var sent = new OutgoingLetter(letter.Kind, to, letter.Title, letter.Text(word).Replace("|", "\n\n", StringComparison.Ordinal));
            await outbox.AddAsync(connection, transaction, [sent], cancellation);
        }
    }

    /// <summary>A new word inside the caller's transaction.</summary>
    /// <returns>The address for the letter: nothing in it says whose it is.</returns>
    internal async Task<Uri> IssueAsync(DbConnection connection, DbTransaction transaction, string provider, string subject, CancellationToken cancellation)
    {
        const string sql = """
            INSERT INTO NotMeWords (Hash, Provider, Subject, ExpiresAt) VALUES (@Hash, @Provider, @Subject, @ExpiresAt)
            """;
        var word = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(WordBytes));
        var values = new { Hash = Hash(word), Provider = provider, Subject = subject, ExpiresAt = time.GetUtcNow() + GoodFor };
        await connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellation));
        return new Uri(new Uri(site.Value.PublicAddress), $"/not-me/{word}");
    }

    /// <summary>Whose word it is; null if it is none, or good no more: which of these is not said.</summary>
    public async Task<TiedAccount?> FindAsync(string word, CancellationToken cancellation)
    {
        const string sql = """
            SELECT Provider, Subject FROM NotMeWords WHERE Hash = @Hash AND UsedAt IS NULL AND ExpiresAt > @Now
            """;
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<TiedAccount>(new CommandDefinition(sql, new { Hash = Hash(word), Now = time.GetUtcNow() }, cancellationToken: cancellation));
    }

    /// <summary>All has ended: the word is used, the case opened, the history told and word sent, all or nothing.</summary>
    /// <param name="word">Null for who says so in the cabinet.</param>
    /// <param name="letters">Word to the person, by the number of the case.</param>
    /// <returns>The number of the case; null if the word is good no more.</returns>
    public Task<long?> WriteAsync(string? word, SupportCaseDraft draft, string browser, Func<long, IReadOnlyList<OutgoingLetter>> letters, CancellationToken cancellation) =>
        CabinetDatabase.RepeatAsync(() => WriteOnceAsync(word, draft, browser, letters, cancellation), cancellation);

    private async Task<long?> WriteOnceAsync(string? word, SupportCaseDraft draft, string browser, Func<long, IReadOnlyList<OutgoingLetter>> letters, CancellationToken cancellation)
    {
        const string use = """
            UPDATE NotMeWords SET UsedAt = @Now WHERE Hash = @Hash AND UsedAt IS NULL AND ExpiresAt > @Now
            """;
        var now = time.GetUtcNow();
        var placed = await cases.PlaceAsync(draft, cancellation);
        await using var connection = await database.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (word is not null && await connection.ExecuteAsync(new CommandDefinition(use, new { Hash = Hash(word), Now = now }, transaction, cancellationToken: cancellation)) == 0)
            return null;

        var number = await cases.OpenAsync(connection, transaction, placed, cancellation);
        var entry = new AuditEntry("not-me") { PersonId = draft.PersonId, Provider = draft.Provider, Subject = draft.Subject, Detail = $"{number}", Device = browser };
        await AuditTrail.WriteAsync(connection, transaction, entry, now, cancellation);
        await outbox.AddAsync(connection, transaction, letters(number), cancellation);
        await transaction.CommitAsync(cancellation);
        return number;
    }

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("NotMeWords", "Hash", "ExpiresAt", time.GetUtcNow(), cancellation);

    // Whatever is typed into the address is hashed: nothing of it is looked for as it came.
    private static byte[] Hash(string word) => SHA256.HashData(Encoding.UTF8.GetBytes(word));
}
