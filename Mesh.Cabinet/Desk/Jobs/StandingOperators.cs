using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;
using Microsoft.Extensions.Options;

namespace Mesh.Cabinet.Desk.Jobs;

/// <summary>Whether somebody who began a job is an operator still, and of which schools, where they themselves are not there: by the records and the settings as they are now.</summary>
internal sealed class StandingOperators(ITies ties, ISchoolRecords records, OperatorPlaces places, IOptionsMonitor<DeskOptions> options, MoscowClock clock)
{
    /// <returns>Null for whoever is none any more.</returns>
    public async Task<CaseOperator?> FindAsync(DeskJob job, CancellationToken cancellation)
    {
        var named = options.CurrentValue.Operators.Where(one => one.Provider == job.Provider && one.Subject == job.Subject);
        var person = await ties.FindAsync(job.Provider, job.Subject, cancellation) is { } id ? await records.FindAsync(id, cancellation) : null;
        var posts = person is { IsWithdrawn: false } ? AccessRules.CurrentPosts(person, PersonRole.Staff, clock.Today) : [];
        var (isCity, schools) = await places.OfAsync(posts, named, cancellation);
        return isCity || schools.Count > 0
            ? new CaseOperator { Key = job.ByKey, Name = job.ByName, IsCity = isCity, Schools = schools, Provider = job.Provider, Subject = job.Subject, PersonId = person?.Id }
            : null;
    }
}
