using System.Data.Common;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>An outbox that keeps what was put there.</summary>
internal sealed class KeptLetters : IOutbox
{
    public List<OutgoingLetter> All { get; } = [];

    /// <summary>The writer of letters of a tie, for a site at this address.</summary>
    public static TieLetters Writer(IFamilies families, MoscowClock clock) =>
        new(Options.Create(new SiteOptions { PublicAddress = "https://mesh.example" }), families, clock);

    /// <summary>Kinds that everybody refuses.</summary>
    public List<string> Refused { get; } = [];

    public Task<bool> TakesAsync(DbConnection connection, DbTransaction transaction, string kind, string account, CancellationToken cancellation) => Task.FromResult(!Refused.Contains(kind));

    public Task AddAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<OutgoingLetter> letters, CancellationToken cancellation)
    {
        All.AddRange(letters);
        return Task.CompletedTask;
    }
}
