using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Logins;

namespace Mesh.Cabinet.Desk;

/// <summary>How an operator's decision of a case ended.</summary>
public abstract record DecisionOutcome
{
    private DecisionOutcome()
    {
    }

    public sealed record Decided(string Login) : DecisionOutcome;

    public sealed record NoSuchCase : DecisionOutcome;

    public sealed record AlreadyClosed : DecisionOutcome;

    /// <summary>The case is not about two logins.</summary>
    public sealed record NotAboutLogins : DecisionOutcome;

    /// <summary>The operator can confirm either login, and no third one (D3).</summary>
    public sealed record NeitherLogin(string? JournalLogin, string? MosRuLogin) : DecisionOutcome;
}

/// <summary>Ends a case of differing logins by confirming one of the two (D3).</summary>
internal sealed class CaseDecision(IAllCases cases)
{
    /// <param name="typed">The login, perhaps with the Teams domain behind it (E37).</param>
    /// <param name="by">The operator at the desk, where the act in the case's thread ends it; null at the terminal, where the decision does.</param>
    public async Task<DecisionOutcome> DecideAsync(long number, string typed, CancellationToken cancellation, CaseOperator? by = null)
    {
        if (await cases.FindAsync(number, cancellation) is not { } open)
            return new DecisionOutcome.NoSuchCase();
        if (open.ClosedAt is not null)
            return new DecisionOutcome.AlreadyClosed();
        if (open.Kind is not SupportCaseKind.LoginsDiffer)
            return new DecisionOutcome.NotAboutLogins();

        var bare = LoginRules.Bare(typed);
        var chosen = new[] { open.JournalLogin, open.MosRuLogin }.FirstOrDefault(login => login is not null
            && (string.Equals(login, typed.Trim(), StringComparison.OrdinalIgnoreCase) || string.Equals(login, bare, StringComparison.OrdinalIgnoreCase)));
        if (chosen is null)
            return new DecisionOutcome.NeitherLogin(open.JournalLogin, open.MosRuLogin);

        return await cases.DecideAsync(number, chosen, cancellation, isClosing: by is null, by?.PersonId)
            ? new DecisionOutcome.Decided(chosen)
            : new DecisionOutcome.AlreadyClosed();
    }
}
