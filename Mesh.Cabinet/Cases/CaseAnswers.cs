using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Cases;

/// <summary>«Как быстро ответят», for whoever is signed in: their open cases, and whose turn it is.</summary>
internal sealed class CaseAnswers(IOwnCases cases) : IOwnAnswers
{
    private const int Most = 5;

    public async Task<OwnAnswer?> FindAsync(string question, Session session, CancellationToken cancellation)
    {
        if (question is not "support-answer")
            return null;

        var open = (await cases.ListAsync(session.Profile.Provider, session.Profile.Subject, cancellation)).Where(one => one.State is not CaseState.Done).Take(Most).ToList();
        return open.Count == 0 ? null : new OwnAnswer([.. open.Select(one => string.Format(CasesText.OwnOpen, one.Number, CaseWords.Of(one.State)))], "/cabinet/requests", CasesText.OwnOpenLink);
    }
}
