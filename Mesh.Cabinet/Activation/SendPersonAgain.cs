using Mesh.Cabinet.Cases;

namespace Mesh.Cabinet.Activation;

/// <summary>«Отправить в каталог ещё раз» of whoever has an account: the keeper looks at it now.</summary>
internal sealed class SendPersonAgain(IIssuedLogins logins, KeepingStore keeping) : IPersonAction
{
    public string Key => "send-again";

    public string Title => ActivationText.SendAgainTitle;

    public string Words => ActivationText.SendManyWords;

    public async Task<IReadOnlyDictionary<string, string>> LeftOutAsync(IReadOnlyList<string> personIds, CancellationToken cancellation)
    {
        var issued = await logins.OfAsync(personIds, cancellation);
        return personIds.Where(id => !issued.ContainsKey(id)).Distinct(StringComparer.Ordinal).ToDictionary(id => id, _ => ActivationText.SendManyNone, StringComparer.Ordinal);
    }

    public async Task<CaseActOutcome> ActAsync(CaseOperator by, string personId, string why, CancellationToken cancellation)
    {
        if (!(await logins.OfAsync([personId], cancellation)).ContainsKey(personId))
            return new CaseActOutcome.Refused(CaseWords.Begin(ActivationText.SendManyNone));
        await keeping.MarkDueAsync([personId], cancellation);
        return new CaseActOutcome.Done(ActivationText.SendAgainDone, EndsCase: false);
    }
}
