using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.Shell;

/// <inheritdoc cref="IDrafts"/>
/// <remarks>Drafts are the account's that typed them: they go with no record to anybody else.</remarks>
internal sealed class DraftStore(CabinetDatabase database, FieldProtection protection, TimeProvider time) : IDrafts, IRetention
{
    /// <summary>Forms of one account; the one typed in longest ago makes room.</summary>
    public const int MostOfAccount = 10;

    /// <summary>Characters of a draft: more than any form takes.</summary>
    public const int MaxLength = 5_000;

    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public async Task<string?> FindAsync(Session session, string form, CancellationToken cancellation)
    {
        const string sql = """
            SELECT TextProtected FROM Drafts WHERE Provider = @Provider AND Subject = @Subject AND Form = @Form AND SavedAt > @Since
            """;
        await using var connection = await database.OpenAsync(cancellation);
        var values = new { session.Profile.Provider, session.Profile.Subject, Form = form, Since = time.GetUtcNow() - Kept };
        try
        {
            return await connection.ExecuteScalarAsync<byte[]?>(new CommandDefinition(sql, values, cancellationToken: cancellation)) is { } text
                ? protection.Reveal(ProtectedField.Draft, OwnerOf(session.Profile, form), text)
                : null;
        }
        catch (CryptographicException)
        {
            // What nobody can read is no draft, and the form can be filled in all the same.
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task KeepAsync(Session session, string form, string? text, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text))
            await ForgetAsync(session, form, cancellation);
        else if (text.Length <= MaxLength && form.Length <= TextLength.Id)
            await KeepAsync(session.Profile, form, text, cancellation);
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(Session session, string form, CancellationToken cancellation)
    {
        const string sql = """
            DELETE FROM Drafts WHERE Provider = @Provider AND Subject = @Subject AND Form = @Form
            """;
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(sql, new { session.Profile.Provider, session.Profile.Subject, Form = form }, cancellationToken: cancellation));
    }

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("Drafts", "Id", "SavedAt", time.GetUtcNow() - Kept, cancellation);

    private async Task KeepAsync(CityProfile profile, string form, string text, CancellationToken cancellation)
    {
        const string again = """
            UPDATE Drafts SET TextProtected = @Text, SavedAt = @Now WHERE Provider = @Provider AND Subject = @Subject AND Form = @Form
            """;
        const string first = """
            INSERT INTO Drafts (Id, Provider, Subject, Form, TextProtected, SavedAt) VALUES (@Id, @Provider, @Subject, @Form, @Text, @Now);
            DELETE FROM Drafts
            WHERE Provider = @Provider AND Subject = @Subject AND Form <> @Form AND (
                SELECT COUNT(*) FROM Drafts later
                WHERE later.Provider = @Provider AND later.Subject = @Subject
                    AND (later.SavedAt > Drafts.SavedAt OR (later.SavedAt = Drafts.SavedAt AND (later.Form = @Form OR later.Form > Drafts.Form)))) >= @Most
            """;
        var values = new
        {
            Id = Guid.CreateVersion7(),
            profile.Provider,
            profile.Subject,
            Form = form,
            Text = protection.Protect(ProtectedField.Draft, OwnerOf(profile, form), text),
            Now = time.GetUtcNow(),
            Most = MostOfAccount,
        };
        await using var connection = await database.OpenAsync(cancellation);
        for (; ; )
        {
            if (await connection.ExecuteAsync(new CommandDefinition(again, values, cancellationToken: cancellation)) > 0)
                return;

            try
            {
                await connection.ExecuteAsync(new CommandDefinition(first, values, cancellationToken: cancellation));
                return;
            }
            catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
            {
                // The same form in two tabs: the other one was quicker, and this is the later word.
            }
        }
    }

    private static string OwnerOf(CityProfile profile, string form) => $"{profile.Provider}/{profile.Subject}/{form}";
}
