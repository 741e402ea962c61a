namespace Mesh.Cabinet.MyServices.Switches;

/// <summary>Services switched off and on by whoever may. For which schools they may stands in every statement.</summary>
public interface IServiceSwitching
{
    /// <summary>What is off at a school now, and what was in the last year; the latest first.</summary>
    Task<IReadOnlyList<ServiceSwitch>> ListAsync(SwitchScope scope, string schoolId, CancellationToken cancellation);

    /// <summary>What is off now at all schools of theirs.</summary>
    Task<IReadOnlyList<ServiceSwitch>> OffAsync(SwitchScope scope, CancellationToken cancellation);

    /// <summary>From now on nobody of that school is let in by the role, or by any.</summary>
    Task<SwitchOutcome> SwitchOffAsync(SwitchScope scope, ServiceSwitch off, CancellationToken cancellation);

    Task<SwitchOutcome> SwitchOnAsync(SwitchScope scope, Guid id, string by, string why, CancellationToken cancellation);
}
