using System.Text.Json;
using Mesh.Cabinet.Outside.MosRu;

namespace Mesh.Cabinet.Cases;

/// <summary>What a case is about.</summary>
public enum SupportCaseKind
{
    /// <summary>The ЭЖД login and the mos.ru login differ (R25): an operator confirms one.</summary>
    LoginsDiffer,

    /// <summary>Several records match one account (E11).</summary>
    SeveralRecords,

    /// <summary>The record belongs to another account (D11).</summary>
    TiedElsewhere,

    /// <summary>Support ended the tie of this account to the record, and it comes again.</summary>
    TieRefused,

    /// <summary>The record of a tied account is gone, and another one bears the same СНИЛС: support moves the tie (E44).</summary>
    RecordReplaced,

    /// <summary>The record is tied to an earlier account of what СНИЛС says is the same person: support moves the tie (E44).</summary>
    AccountReplaced,

    /// <summary>A tied account and its record have different СНИЛС: the school looks which one is right (D19).</summary>
    SnilsDiffers,

    /// <summary>A record has to be mended before the person can get in.</summary>
    AccessRequest,

    /// <summary>The school is asked to mend a contact that it holds (R35).</summary>
    ContactsRequest,

    /// <summary>For the school: an administrator gave the account another name in the directory (E43).</summary>
    AccountRenamed,

    /// <summary>For the school: several objects of the directory bear the account's id (E43).</summary>
    AccountTwice,

    /// <summary>The directory refuses the account again and again (E45).</summary>
    AccountRefused,

    /// <summary>A letter from «Написать нам» (R53).</summary>
    Message,

    /// <summary>The person says of a sign-in or a device: «Это был не я». All has ended already; an operator looks at once.</summary>
    NotMe,

    /// <summary>A parent misses a child in the list (R38): the school looks at the records.</summary>
    ChildMissing,

    /// <summary>A child stands in the list of somebody who says not to be its parent: the school looks at the tie.</summary>
    NotMyChild,

    /// <summary>The directory has lost, or does not take, the mark by which Teams knows a teacher (R50, D10): an operator sets it.</summary>
    TeamsFlagMissing,
}

/// <summary>A case to open.</summary>
public sealed record SupportCaseDraft
{
    public required SupportCaseKind Kind { get; init; }

    public string? PersonId { get; init; }

    public string? Provider { get; init; }

    public string? Subject { get; init; }

    public string? JournalLogin { get; init; }

    public string? MosRuLogin { get; init; }

    /// <summary>What an operator has to know of it besides: names in the directory, the other record, the other account as «provider/subject».</summary>
    public string? About { get; init; }

    /// <summary>Where a letter was written from, or what its writer was refused: the key of a <see cref="Shell.LetterMatter"/>.</summary>
    public string? Matter { get; init; }

    /// <summary>While a case with this key is open, opening it again gives the same number.</summary>
    public string? OpenKey { get; init; }

    /// <summary>What the person wrote, with the way to answer; kept encrypted.</summary>
    public string? Message { get; init; }

    /// <summary>The school that it goes to where no record is known; of a person the school is found.</summary>
    public string? SchoolId { get; init; }

    /// <summary>The e-mail address to which word of an answer goes; null where there is none. Kept encrypted.</summary>
    public string? AnswerTo { get; init; }

    /// <summary>What mos.ru said of the person, as the feature that opens the case reads it again; kept encrypted, for thirty days.</summary>
    public string? Profile { get; init; }

    /// <summary>What the case waits for, as the feature that opens it reads it again after each import; kept encrypted, for thirty days, and shown to nobody.</summary>
    public string? Sought { get; init; }

    /// <summary>Operators who hear of it at once, where it is urgent: found before it is written.</summary>
    internal IReadOnlyList<string> Tells { get; init; } = [];

    /// <summary>A case of whoever is signed in: with their account, the way to answer, and what mos.ru says of them.</summary>
    public static SupportCaseDraft Of(SupportCaseKind kind, CityProfile profile) => new()
    {
        Kind = kind,
        Provider = profile.Provider,
        Subject = profile.Subject,
        MosRuLogin = profile.Login,
        AnswerTo = profile.Email,
        Profile = JsonSerializer.Serialize(profile),
    };

    /// <summary>The key of a question of which an account has one open at most.</summary>
    public static string KeyOf(SupportCaseKind kind, string provider, string subject) => $"{kind}/{provider}/{subject}";
}

/// <summary>A case as the operator sees it.</summary>
public sealed record SupportCase
{
    public long Number { get; init; }

    public SupportCaseKind Kind { get; init; }

    public string? PersonId { get; init; }

    public string? Provider { get; init; }

    public string? Subject { get; init; }

    public string? JournalLogin { get; init; }

    public string? MosRuLogin { get; init; }

    public string? DecidedLogin { get; init; }

    public string? About { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>Cases for support: opened by features, ended by operators.</summary>
public interface ISupportCases
{
    /// <returns>The number that the person is told.</returns>
    Task<long> OpenAsync(SupportCaseDraft draft, CancellationToken cancellation);

    /// <summary>Opens it unless the account ever had a case of this kind about this record, closed or not: what was settled is not asked again.</summary>
    Task OpenOnceAsync(SupportCaseDraft draft, CancellationToken cancellation);

    /// <summary>The number of the open case with this key; null if there is none.</summary>
    Task<long?> FindOpenAsync(string openKey, CancellationToken cancellation);

    /// <summary>Closes the open cases with these keys, if there are any: what they asked for has come true.</summary>
    Task AnswerAsync(IReadOnlyList<string> openKeys, CancellationToken cancellation);

    /// <summary>The same, for a case that was opened before a moment: the answer cannot be older than the question.</summary>
    Task AnswerAsync(string openKey, DateTimeOffset openedBefore, CancellationToken cancellation);

    /// <summary>Numbers of the account's cases of a kind that were closed since then, the latest first.</summary>
    Task<IReadOnlyList<long>> AnsweredAsync(SupportCaseKind kind, string provider, string subject, DateTimeOffset since, CancellationToken cancellation);

    /// <summary>The login that an operator last decided for this person (D3); null if none did.</summary>
    Task<string?> DecidedLoginAsync(string personId, CancellationToken cancellation);
}

/// <summary>All cases, for whoever has the server's terminal.</summary>
internal interface IAllCases
{
    /// <summary>The open ones, the oldest first.</summary>
    Task<IReadOnlyList<SupportCase>> ListOpenAsync(CancellationToken cancellation);

    Task<SupportCase?> FindAsync(long number, CancellationToken cancellation);

    /// <summary>Confirms a login (D3).</summary>
    /// <param name="isClosing">Ends the case with it; at the desk the act that is told in its thread does.</param>
    /// <param name="byPersonId">The operator's record; null for support at the terminal.</param>
    /// <returns>False if somebody closed the case meanwhile.</returns>
    Task<bool> DecideAsync(long number, string login, CancellationToken cancellation, bool isClosing = true, string? byPersonId = null);
}
