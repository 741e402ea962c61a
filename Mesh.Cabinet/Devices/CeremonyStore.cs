using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.DataProtection;

namespace Mesh.Cabinet.Devices;

/// <summary>
/// A ceremony between its two halves. Its state travels sealed with the browser, so that strangers who begin without end leave
/// nothing here. What has ended, well or not, is remembered until it would be too late anyway: a passkey that is synchronised
/// counts nothing, so nothing else would catch a replay.
/// </summary>
internal sealed class CeremonyStore(CabinetDatabase database, IDataProtectionProvider protection, TimeProvider time, ShellMetrics metrics, int most = CeremonyStore.MostEnded) : IPasskeyCeremonies, IRetention
{
    /// <summary>Ended ones that are remembered at once; beyond it nobody enters until some are too old.</summary>
    public const int MostEnded = 100_000;

    // A person looks for their finger, their phone or their code.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly IDataProtector seal = protection.CreateProtector("Mesh.Cabinet.Devices.Ceremony");

    /// <inheritdoc/>
    public string Begin(string owner, string state) =>
        seal.CreateProtector(owner).Protect($"{(time.GetUtcNow() + Lifetime).UtcTicks} {state}");

    /// <inheritdoc/>
    public async Task<string?> TakeAsync(string owner, string word, CancellationToken cancellation)
    {
        if (Open(owner, word) is not { } ceremony || ceremony.ExpiresAt <= time.GetUtcNow())
            return null;

        const string end = """
            INSERT INTO EndedCeremonies (Id, ExpiresAt) SELECT @Id, @ExpiresAt WHERE (SELECT COUNT(*) FROM EndedCeremonies) < @Most
            """;
        try
        {
            if (await EndAsync() == 1)
                return ceremony.State;
            // Full, unless those that nobody could bring any more are cleared at last.
            await ClearAsync(cancellation);
            if (await EndAsync() == 1)
                return ceremony.State;
            metrics.LimitReached("ceremonies");
            return null;
        }
        catch (DbException failure) when (CabinetDatabase.IsUniqueViolation(failure))
        {
            return null;
        }

        async Task<int> EndAsync()
        {
            await using var connection = await database.OpenAsync(cancellation);
            return await connection.ExecuteAsync(new CommandDefinition(end, new { ceremony.Id, ceremony.ExpiresAt, Most = most }, cancellationToken: cancellation));
        }
    }

    public Task ClearAsync(CancellationToken cancellation) => database.ClearAsync("EndedCeremonies", "Id", "ExpiresAt", time.GetUtcNow(), cancellation);

    private Ceremony? Open(string owner, string word)
    {
        try
        {
            var parts = seal.CreateProtector(owner).Unprotect(word).Split(' ', 2);
            var expiresAt = new DateTimeOffset(long.Parse(parts[0], CultureInfo.InvariantCulture), TimeSpan.Zero);
            return new Ceremony(SHA256.HashData(Encoding.UTF8.GetBytes(parts[1])), parts[1], expiresAt);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <param name="Id">Of this ceremony alone: its state holds a random challenge.</param>
    private sealed record Ceremony(byte[] Id, string State, DateTimeOffset ExpiresAt);
}
