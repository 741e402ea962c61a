using Mesh.Cabinet.Cases;

namespace Mesh.Cabinet.Desk;

/// <summary>«Ответили по телефону»: ends the case of somebody to whom no letter goes.</summary>
internal sealed class AnsweredByPhone : ICaseAction
{
    public string Key => "answered-by-phone";

    public string Title => DeskText.PhoneTitle;

    public Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<CaseChoice>?>(open is { HasAddress: false } and ({ Subject: not null } or { Kind: SupportCaseKind.Message }) ? [new CaseChoice("", DeskText.PhoneWords)] : null);

    public Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation) =>
        Task.FromResult<CaseActOutcome>(open.HasAddress ? new CaseActOutcome.Refused(DeskText.PhoneHasMail) : new CaseActOutcome.Done(DeskText.PhoneDone, EndsCase: true));
}
