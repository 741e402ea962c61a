using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;

namespace Mesh.Cabinet.Desk.Jobs;

/// <summary>An account of which somebody else may have been the hand has no job under way.</summary>
internal sealed class DoubtfulJobs(JobStore jobs, JobQueueStore queue) : ISignInFollower
{
    public Task SignedInAsync(CityProfile profile, DateTimeOffset? authTime, CancellationToken cancellation) => Task.CompletedTask;

    public Task LeftForGoodAsync(Session session, string browser, CancellationToken cancellation) => Task.CompletedTask;

    public async Task DistrustedAsync(string provider, string subject, DistrustReason reason, DateTimeOffset since, CancellationToken cancellation)
    {
        foreach (var number in await queue.OfAsync(provider, subject, cancellation))
            await jobs.EndAsync(number, JobEnding.RightEnded, cancellation);
    }
}
