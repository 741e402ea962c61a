using Mesh.Cabinet.MyServices;
using Mesh.Cabinet.MyServices.Switches;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>What schools have switched off, as a test says it.</summary>
internal sealed class KnownSwitches(SwitchedOff off) : ISwitchBook
{
    /// <summary>Of no catalogue, with nothing off.</summary>
    public static readonly OpenServices None = new(new ServiceCatalogue([]), new KnownSwitches(SwitchedOff.Nothing));

    public ValueTask<SwitchedOff> NowAsync(CancellationToken cancellation) => ValueTask.FromResult(off);
}
