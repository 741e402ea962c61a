using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Matching;

/// <summary>Questions of who does not get in, for whoever is signed in: role by role, what is open and what stands in the way (R44–R48, R51).</summary>
internal sealed class AccessAnswers(IAccessCheck accessCheck) : IOwnAnswers
{
    private static readonly string[] Questions = ["no-access", "no-activation-window", "several-snils"];

    public async Task<OwnAnswer?> FindAsync(string question, Session session, CancellationToken cancellation)
    {
        if (!Questions.Contains(question))
            return null;

        var access = await accessCheck.CheckAsync(session, cancellation);
        string[] lines =
        [
            .. access.Granted.Select(granted => string.Format(MatchingText.MyAccessOpen, VerdictWords.Role(granted.Role))),
            .. access.Withheld.Select(withheld => string.Format(MatchingText.OwnClosed, VerdictWords.Role(withheld.Role), string.Join(' ', VerdictWords.Reasons(withheld)))),
        ];
        return new OwnAnswer(lines.Length > 0 ? [.. lines.Select(Cases.CaseWords.Begin)] : [MatchingText.NotFoundText], "/access", MatchingText.MyAccessWhy);
    }
}
