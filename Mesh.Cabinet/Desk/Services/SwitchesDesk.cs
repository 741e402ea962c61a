using Mesh.Cabinet.Cases;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Desk.Services;

/// <summary>Services that an operator switches off and on for the own schools; each with a reason.</summary>
internal sealed class SwitchesDesk(IServiceSwitching switching, IOrganisations organisations, ISchoolRecords records, TimeProvider time)
{
    public Task<IReadOnlyList<NamedSchool>> SchoolsAsync(CaseOperator by, CancellationToken cancellation) => organisations.SchoolsAsync(by.IsCity ? null : by.Schools, cancellation);

    /// <summary>What is off now at all schools of theirs.</summary>
    public Task<IReadOnlyList<ServiceSwitch>> OffAsync(CaseOperator by, CancellationToken cancellation) => switching.OffAsync(Of(by), cancellation);

    /// <summary>What is off at a school, and what was; the latest first. Nothing where it is not theirs.</summary>
    public Task<IReadOnlyList<ServiceSwitch>> OfSchoolAsync(CaseOperator by, string schoolId, CancellationToken cancellation) => switching.ListAsync(Of(by), schoolId, cancellation);

    /// <param name="role">Null for everybody.</param>
    public async Task<SwitchOutcome> SwitchOffAsync(CaseOperator by, string schoolId, string serviceKey, PersonRole? role, string why, CancellationToken cancellation) =>
        OperatorWords.ReasonProblems(why).Any()
            ? new SwitchOutcome.NoReason()
            : await switching.SwitchOffAsync(
                Of(by), new ServiceSwitch { Id = Guid.CreateVersion7(), ServiceKey = serviceKey, SchoolId = schoolId, Role = role, OffAt = time.GetUtcNow(), OffBy = by.Key, OffWhy = why.Trim() }, cancellation);

    public async Task<SwitchOutcome> SwitchOnAsync(CaseOperator by, Guid id, string why, CancellationToken cancellation) =>
        OperatorWords.ReasonProblems(why).Any() ? new SwitchOutcome.NoReason() : await switching.SwitchOnAsync(Of(by), id, by.Key, why.Trim(), cancellation);

    /// <summary>Names of those who switched, by their key; support that has no record is called so.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<ServiceSwitch> switches, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in switches.SelectMany(one => new[] { one.OffBy, one.OnBy }).OfType<string>().Distinct(StringComparer.Ordinal))
            names[key] = await records.FindAsync(key, cancellation) is { } known ? known.Name.Full : DeskText.AuditSupport;
        return names;
    }

    private static SwitchScope Of(CaseOperator by) => new(by.IsCity, by.Schools);
}
