using Mesh.Cabinet.Matching;

namespace Mesh.Cabinet.MyServices.Switches;

/// <summary>A service that a school switched off for everybody, or for one role; switched on again it is history.</summary>
public sealed record ServiceSwitch
{
    /// <summary>In the trail.</summary>
    public const string SwitchedOff = "service-switched-off";

    /// <inheritdoc cref="SwitchedOff"/>
    public const string SwitchedOn = "service-switched-on";

    public required Guid Id { get; init; }

    /// <summary>Of the catalogue's entry.</summary>
    public required string ServiceKey { get; init; }

    public required string SchoolId { get; init; }

    /// <summary>Null for everybody.</summary>
    public PersonRole? Role { get; init; }

    public required DateTimeOffset OffAt { get; init; }

    /// <summary>Names the operator, as <c>CaseOperator.Key</c> does.</summary>
    public required string OffBy { get; init; }

    public required string OffWhy { get; init; }

    /// <summary>Null while it is off.</summary>
    public DateTimeOffset? OnAt { get; init; }

    public string? OnBy { get; init; }

    public string? OnWhy { get; init; }

    public override string ToString() => $"{ServiceKey} {SchoolId} {Role}";
}

/// <summary>For which schools somebody may switch services.</summary>
/// <param name="IsCity">For every school.</param>
public sealed record SwitchScope(bool IsCity, IReadOnlyList<string> Schools);

/// <summary>How a switch ended.</summary>
public abstract record SwitchOutcome
{
    private SwitchOutcome()
    {
    }

    public sealed record Switched : SwitchOutcome;

    /// <summary>The reason is missing, or longer than is kept.</summary>
    public sealed record NoReason : SwitchOutcome;

    /// <summary>Somebody was quicker.</summary>
    public sealed record AlreadySo : SwitchOutcome;

    /// <summary>No such school, service or role, or not theirs.</summary>
    public sealed record NotThere : SwitchOutcome;
}
