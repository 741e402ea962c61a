using Mesh.Cabinet.Cases;

namespace Mesh.Cabinet.Activation;

/// <summary>«Отправить в каталог ещё раз»: the keeper looks at the account now, and not after its pause (E43, E45).</summary>
internal sealed class SendAgain(ActivationStore activations, KeepingStore keeping) : ICaseAction
{
    public string Key => "send-again";

    public string Title => ActivationText.SendAgainTitle;

    public bool IsForMany => true;

    public async Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation) =>
        open is { Kind: SupportCaseKind.AccountRefused or SupportCaseKind.AccountTwice or SupportCaseKind.AccountRenamed or SupportCaseKind.Message, PersonId: { } personId }
        && await activations.FindAsync(personId, cancellation) is { } row
            ? [new CaseChoice("", string.Format(ActivationText.SendAgainWords, row.Login))]
            : null;

    public async Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation)
    {
        await keeping.MarkDueAsync([open.PersonId!], cancellation);
        return new CaseActOutcome.Done(ActivationText.SendAgainDone, EndsCase: false);
    }
}

/// <summary>«Снять ожидание»: whoever mistyped the password too often need not wait any longer. It tells nothing of the password.</summary>
internal sealed class LiftWait(PasswordTryStore tries) : ICaseAction
{
    public string Key => "lift-wait";

    public string Title => ActivationText.LiftWaitTitle;

    public async Task<IReadOnlyList<CaseChoice>?> ChoicesAsync(CaseOperator by, DeskCase open, CancellationToken cancellation) =>
        open.PersonId is { } personId && (await tries.LookAsync(personId, cancellation)).BlockedUntil is not null ? [new CaseChoice("", ActivationText.LiftWaitWords)] : null;

    public async Task<CaseActOutcome> ActAsync(CaseOperator by, DeskCase open, string choice, string why, CancellationToken cancellation)
    {
        await tries.ForgetAsync(open.PersonId!, cancellation);
        return new CaseActOutcome.Done(ActivationText.LiftWaitDone, EndsCase: false);
    }
}
