using Dapper;
using Mesh.Cabinet.Audit;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Tests.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mesh.Cabinet.Tests.Audit;

/// <summary>An audit trail with its chain, on a database of one provider.</summary>
internal sealed class ChainGround(CabinetDatabase database, FieldProtection protection, Microsoft.Extensions.Time.Testing.FakeTimeProvider time)
{
    public AuditKeyStore Keys { get; } = new(database, protection);

    public ChainStore Chain => new(database, protection, Keys);

    public VerifyChain Verify => new(Chain, new SealedEntriesStore(database), Keys);

    /// <summary>A node that seals.</summary>
    public AuditSealer Node() => new(Chain, new LeaseStore(database, time), time, NullLogger<AuditSealer>.Instance);

    public async Task WriteAsync(AuditEntry entry)
    {
        await using var connection = await database.OpenAsync(default);
        await using var transaction = await connection.BeginTransactionAsync();
        await AuditTrail.WriteAsync(connection, transaction, entry, time.GetUtcNow(), default);
        await transaction.CommitAsync();
        time.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>Entries of every shape, one after another.</summary>
    public async Task FillAsync(int count)
    {
        for (var number = 0; number < count; number++)
            await WriteAsync(Shape(number));
    }

    /// <summary>Seals all that there is.</summary>
    public async Task SealAsync()
    {
        time.Advance(AuditSealer.Age + TimeSpan.FromSeconds(1));
        await Node().RunAsync(default);
    }

    public Task<ChainReport> LookAsync(string? head = null) => Verify.RunAsync(head is null ? null : KeptHead.TryParse(head), default);

    public async Task RunAsync(string sql, object? values = null)
    {
        await using var connection = await database.OpenAsync(default);
        await connection.ExecuteAsync(sql, values);
    }

    public static AuditEntry Shape(int number) => (number % 6) switch
    {
        0 => new($"signed-in") { Provider = "MosRu", Subject = $"anna{number % 5}", Detail = "MosRu", Device = "Firefox/145.0" },
        1 => new("activated") { PersonId = $"u{number % 4}", Detail = $"login_{number}" },
        2 => new("child-password-set") { PersonId = $"child{number % 4}", ByPersonId = $"u{number % 4}", Detail = "child.login", Device = "Chrome/140" },
        3 => new("tied") { PersonId = $"u{number % 4}", Provider = "MosRu", Subject = $"anna{number % 5}" },
        4 => new("tie-released") { PersonId = $"u{number % 4}", Provider = "MosRu", Subject = $"anna{number % 5}", ByPersonId = AuditEntry.BySupport, Detail = $"Причина {number}" },
        _ => new("unheard-of"),
    };
}
