using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Logins;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Children;

/// <summary>What is to be said of a login that a parent typed.</summary>
public abstract record LoginVerdict
{
    private LoginVerdict()
    {
    }

    /// <summary>As far as the school knows nobody has it.</summary>
    public sealed record Good : LoginVerdict;

    public sealed record Illegal(IReadOnlyList<LoginFlaw> Flaws) : LoginVerdict;

    public sealed record Taken : LoginVerdict;

    /// <summary>So many were looked up that this one is judged when the form is sent.</summary>
    public sealed record Later : LoginVerdict;
}

/// <summary>Proposes a child's login and looks at the one that was typed instead; the same in the form and in the operation.</summary>
internal sealed class ChildLogins(IFutureLogins future, ChildTryStore tries, ShellMetrics metrics)
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

    /// <summary>The next proposal for a page, in whose address anybody may write a login as refused: counted.</summary>
    public async Task<FutureLogin> ProposeAfterAsync(PersonRecord child, string refused, Actor actor, CancellationToken cancellation) =>
        await ProposeAsync(child, await MayLookAsync(child, actor, cancellation) ? refused : null, cancellation);

    /// <summary>Judges a login while it is being typed, and counts that.</summary>
    public async Task<LoginVerdict> JudgeAsync(string typed, PersonRecord child, Actor actor, CancellationToken cancellation)
    {
        var login = LoginRules.Bare(typed);
        if (!LoginRules.IsLegal(login))
            return new LoginVerdict.Illegal(LoginRules.Flaws(login));
        if (!await MayLookAsync(child, actor, cancellation))
            return new LoginVerdict.Later();
        return await IsFreeAsync(login, child, cancellation) ? new LoginVerdict.Good() : new LoginVerdict.Taken();
    }

    /// <param name="login">Bare and legal.</param>
    public Task<bool> IsFreeAsync(string login, PersonRecord child, CancellationToken cancellation) => future.IsFreeAsync(login, child.Id, cancellation);

    private async Task<bool> MayLookAsync(PersonRecord child, Actor actor, CancellationToken cancellation)
    {
        var look = await tries.LookAsync(child.Id, actor, cancellation);
        if (look is ChildTry.TooMany)
            metrics.LimitReached("child_logins");
        return look is ChildTry.Taken;
    }
}
