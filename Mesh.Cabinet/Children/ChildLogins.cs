using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Logins;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Children;

/// <summary>What is to be said of a login that a parent typed.</summary>
internal abstract record LoginVerdict
{
    private LoginVerdict()
    {
    }

    /// <param name="Login">Bare and legal; as far as the school knows nobody has it.</param>
    public sealed record Good(string Login) : LoginVerdict;

    public sealed record Illegal(IReadOnlyList<LoginFlaw> Flaws) : LoginVerdict;

    public sealed record Taken : LoginVerdict;
}

/// <summary>Proposes a child's login and looks at the one that was typed instead; the same in the form and in the operation.</summary>
internal sealed class ChildLogins(IFutureLogins future)
{
    /// <summary>More than any login, and little to carry.</summary>
    public const int MaxTyped = 60;

    /// <param name="refused">A login that mos.ru has refused: the next one is proposed.</param>
    public async Task<FutureLogin> ProposeAsync(PersonRecord child, string? refused, CancellationToken cancellation)
    {
        var proposal = await future.ForAsync(child, cancellation);
        if (proposal.IsFixed || string.IsNullOrEmpty(refused) || !LoginRules.IsLegal(refused))
            return proposal;

        var wanted = LoginRules.IsCandidate(refused, proposal.Wanted) ? proposal.Wanted : refused;
        foreach (var candidate in LoginRules.Candidates(wanted).SkipWhile(login => !string.Equals(login, refused, StringComparison.OrdinalIgnoreCase)).Skip(1))
        {
            if (await future.IsFreeAsync(candidate, child.Id, cancellation))
                return proposal with { Login = candidate };
        }

        throw new InvalidOperationException("The candidates of a login never end.");
    }

    public async Task<LoginVerdict> JudgeAsync(string typed, PersonRecord child, CancellationToken cancellation)
    {
        var login = LoginRules.Bare(typed);
        if (!LoginRules.IsLegal(login))
            return new LoginVerdict.Illegal(LoginRules.Flaws(login));
        return await future.IsFreeAsync(login, child.Id, cancellation) ? new LoginVerdict.Good(login) : new LoginVerdict.Taken();
    }
}
