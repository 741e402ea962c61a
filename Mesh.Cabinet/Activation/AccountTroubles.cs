using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Outside.DomainAccounts;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Activation;

/// <summary>What is not as it should be with an object of the directory: remembered, written down, and told the school by a case.</summary>
internal sealed partial class AccountTroubles(KeepingStore keeping, ISupportCases cases, MoscowClock clock, ILogger<AccountTroubles> logger)
{
    /// <summary>A refused object is a case from this try on (E45).</summary>
    public const int TriesBeforeCase = 5;

    private const int MostDoublings = 7;
    private const int MaxLoginLength = 255;

    /// <summary>Remembers how the directory holds the object: another name (E43), or switched off by an administrator (E56).</summary>
    public async Task SeenAsync(ActivationRow row, DomainAccount account, HeldAccount held, CancellationToken cancellation)
    {
        var login = held.Login.Length > MaxLoginLength ? held.Login[..MaxLoginLength] : held.Login;
        var isRenamed = !string.Equals(login, row.Login, StringComparison.OrdinalIgnoreCase);
        var seen = row with
        {
            LeftEnabled = held.IsHeldOff || account.IsEnabled,
            DirectoryLogin = isRenamed ? login : null,
            HeldOffAt = held.IsHeldOff ? row.HeldOffAt ?? clock.Now : null,
        };
        if (seen == row)
            return;

        if (seen.HeldOffAt is not null && row.HeldOffAt is null)
            LogHeldOff(row.Id);
        if (isRenamed && seen.DirectoryLogin != row.DirectoryLogin)
        {
            LogRenamed(row.Id);
            await OpenAsync(SupportCaseKind.AccountRenamed, row, $"{row.Login} → {login}", cancellation);
        }
        else if (!isRenamed && row.DirectoryLogin is not null)
        {
            await cases.AnswerAsync([Key(SupportCaseKind.AccountRenamed, row)], cancellation);
        }

        await keeping.SeenAsync(seen, cancellation);
    }

    /// <returns>When to try again: each time after a longer pause.</returns>
    public async Task<DateTimeOffset> RefusedAsync(ActivationRow row, bool isOfAll, CancellationToken cancellation)
    {
        var until = Next(row);
        LogRefused(row.Id, row.Refusals + 1, until);
        // What it takes of nobody is no single account's fault.
        if (row.Refusals + 1 >= TriesBeforeCase && !isOfAll)
            await OpenAsync(SupportCaseKind.AccountRefused, row, row.Login, cancellation);
        return until;
    }

    /// <inheritdoc cref="RefusedAsync"/>
    public async Task<DateTimeOffset> TwiceAsync(ActivationRow row, CancellationToken cancellation)
    {
        LogTwice(row.Id);
        await OpenAsync(SupportCaseKind.AccountTwice, row, row.Login, cancellation);
        return Next(row);
    }

    /// <summary>The person waits for an account that the directory does not take: that is a case at once.</summary>
    public async Task NotMadeAsync(ActivationRow row, CancellationToken cancellation)
    {
        LogNotMade(row.Id);
        await OpenAsync(SupportCaseKind.AccountRefused, row, row.Login, cancellation);
    }

    /// <summary>The account stands: the case of one that could not be made is over.</summary>
    public Task MadeAsync(ActivationRow row, CancellationToken cancellation) => cases.AnswerAsync([Key(SupportCaseKind.AccountRefused, row)], cancellation);

    /// <summary>The directory has taken all: whatever waited for an answer has got it.</summary>
    public async Task OverAsync(ActivationRow row, CancellationToken cancellation)
    {
        if (row.Refusals > 0)
            await cases.AnswerAsync([Key(SupportCaseKind.AccountRefused, row), Key(SupportCaseKind.AccountTwice, row)], cancellation);
    }

    /// <summary>What was seen of the mark by which Teams knows a teacher (R50): a missing one is a case, one that stands ends it.</summary>
    /// <param name="isTeacher">Whether the records want it.</param>
    /// <returns>The case's number; null where nothing is missing.</returns>
    public async Task<long?> TeamsAsync(ActivationRow row, bool isTeacher, FindOutcome.Found found, CancellationToken cancellation)
    {
        if (!isTeacher || found.IsMarkedTeacher is not false)
        {
            await TeamsOverAsync(row, cancellation);
            return null;
        }

        LogUnmarked(row.Id);
        return await OpenAsync(SupportCaseKind.TeamsFlagMissing, row, row.Login, cancellation);
    }

    /// <summary>The object is as it should be, its mark among it.</summary>
    public Task TeamsOverAsync(ActivationRow row, CancellationToken cancellation) => cases.AnswerAsync([Key(SupportCaseKind.TeamsFlagMissing, row)], cancellation);

    private DateTimeOffset Next(ActivationRow row) => clock.Now + (KeepAccount.Pause * Math.Pow(2, Math.Min(row.Refusals, MostDoublings)));

    private async Task<long> OpenAsync(SupportCaseKind kind, ActivationRow row, string about, CancellationToken cancellation) =>
        await cases.OpenAsync(new SupportCaseDraft { Kind = kind, PersonId = row.PersonId, About = about, OpenKey = Key(kind, row) }, cancellation);

    private static string Key(SupportCaseKind kind, ActivationRow row) => $"{kind}/{row.PersonId}";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The directory refuses something of the account {Account}, for the {Tries}. time; next at {Until:u}")]
    private partial void LogRefused(Guid account, int tries, DateTimeOffset until);

    [LoggerMessage(Level = LogLevel.Error, Message = "The directory does not take the account {Account}, whose person has typed the password")]
    private partial void LogNotMade(Guid account);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The account {Account} has another name in the directory, and keeps it")]
    private partial void LogRenamed(Guid account);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The account {Account} was switched off in the directory by somebody else, and stays off")]
    private partial void LogHeldOff(Guid account);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The account {Account} is a teacher's and lacks the mark of Teams in the directory")]
    private partial void LogUnmarked(Guid account);

    [LoggerMessage(Level = LogLevel.Error, Message = "The account {Account} stands in the directory more than once: nothing is done but to switch it off")]
    private partial void LogTwice(Guid account);
}
