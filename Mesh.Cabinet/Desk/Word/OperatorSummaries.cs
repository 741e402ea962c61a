using System.Globalization;
using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Database;
using Mesh.Cabinet.Mail;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Desk.Word;

/// <summary>Tells every operator once a day, in numbers alone, what waits for them; what is urgent they have heard at once. One node does it.</summary>
internal sealed partial class OperatorSummaries(
    IPostHolders posts, ISchoolRecords records, ITies ties, IAccountEmails emails, IDeskCases cases, OperatorPlaces places, SummaryStore store, LeaseStore leases,
    IOptionsMonitor<DeskOptions> options, IOptions<SiteOptions> site, MoscowClock clock, TimeProvider time, ILogger<OperatorSummaries> logger) : BackgroundService
{
    /// <summary>From this hour on in Moscow.</summary>
    public const int Hour = 8;

    private const string Lease = "operator-summaries";
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private readonly Guid holder = Guid.NewGuid();
    private DateOnly? done;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendAllAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // A database that is away for a moment: whoever has not been told is told in five minutes.
                LogPostponed(failure.GetType().Name);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await leases.ReleaseAsync(Lease, holder, cancellationToken);
    }

    /// <summary>Whoever has not been told today, and has something to do, is told.</summary>
    internal async Task SendAllAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        if (clock.Local.Hour < Hour || done == today || !await leases.TryHoldAsync(Lease, holder, cancellation))
            return;

        foreach (var account in await AccountsAsync(today, cancellation))
        {
            // So many letters may take longer than a lease lasts.
            if (!await leases.TryHoldAsync(Lease, holder, cancellation))
                return;
            if (await emails.AddressOfAsync(account.Provider, account.Subject, cancellation) is { } email && await OperatorAsync(account, today, cancellation) is { } by)
                await TellAsync(by, email, today, cancellation);
        }

        done = today;
    }

    private async Task<IEnumerable<TiedAccount>> AccountsAsync(DateOnly today, CancellationToken cancellation)
    {
        var accounts = options.CurrentValue.Operators.Select(named => new TiedAccount { Provider = named.Provider, Subject = named.Subject }).ToList();
        foreach (var personId in (await posts.AtAsync(Operators.Roles, null, today, cancellation)).Select(held => held.PersonId).Distinct(StringComparer.Ordinal))
        {
            if (await ties.FindAccountAsync(personId, cancellation) is { } account)
                accounts.Add(account);
        }

        return accounts.Distinct();
    }

    private async Task<CaseOperator?> OperatorAsync(TiedAccount account, DateOnly today, CancellationToken cancellation)
    {
        var person = await ties.FindAsync(account.Provider, account.Subject, cancellation) is { } id ? await records.FindAsync(id, cancellation) : null;
        var (isCity, schools) = await places.OfAsync(
            person is null ? [] : AccessRules.CurrentPosts(person, PersonRole.Staff, today),
            options.CurrentValue.Operators.Where(named => named.Provider == account.Provider && named.Subject == account.Subject), cancellation);
        return !isCity && schools.Count == 0 ? null : new CaseOperator
        {
            Key = person?.Id ?? CityProfile.AccountOf(account.Provider, account.Subject), Name = "", IsCity = isCity, Schools = schools,
            Provider = account.Provider, Subject = account.Subject, PersonId = person?.Id,
        };
    }

    private async Task TellAsync(CaseOperator by, string email, DateOnly today, CancellationToken cancellation)
    {
        var counts = await cases.CountAsync(by, cancellation);
        if (counts.Open + counts.Waiting == 0)
            return;
        var text = string.Format(DeskText.SummaryText, counts.Open, counts.Late, counts.Waiting, counts.Mine, new Uri(new Uri(site.Value.PublicAddress), "/desk/cases"));
        var letter = new OutgoingLetter(LetterKind.Operators, email, DeskText.SummaryTitle, text.Replace("|", "\n\n", StringComparison.Ordinal));
        await store.SendAsync(CityProfile.AccountOf(by.Provider, by.Subject), today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), letter, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Summaries for operators could not be sent yet: {Failure}")]
    private partial void LogPostponed(string failure);
}
