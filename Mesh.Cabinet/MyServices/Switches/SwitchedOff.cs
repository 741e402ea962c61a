using System.Collections.Frozen;
using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.MyServices.Switches;

/// <summary>What all schools have switched off now.</summary>
public sealed class SwitchedOff(IEnumerable<ServiceSwitch> switches)
{
    public static readonly SwitchedOff Nothing = new([]);

    private readonly FrozenSet<(string ServiceKey, string SchoolId, PersonRole? Role)> off = switches.Select(one => (one.ServiceKey, one.SchoolId, one.Role)).ToFrozenSet();

    /// <summary>Whether a role there opens the service no more: the school, or the one of which this is a part, has switched it off for everybody or for that role.</summary>
    public bool Closes(string serviceKey, School school, PersonRole role) =>
        off.Count > 0 && school.Within.Append(school.Id).Any(id => off.Contains((serviceKey, id, null)) || off.Contains((serviceKey, id, role)));
}
