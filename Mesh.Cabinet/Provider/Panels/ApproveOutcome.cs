namespace Mesh.Cabinet.Provider.Panels;

/// <summary>What a person sees who wants to sign in on a panel.</summary>
public abstract record ApproveOutcome
{
    /// <summary>No code was said yet.</summary>
    public sealed record CodeWanted : ApproveOutcome;

    /// <summary>There is no such request: never was, too old, or decided. Nobody learns which.</summary>
    public sealed record Unknown : ApproveOutcome;

    /// <summary>Too many were wrong.</summary>
    public sealed record TooMany : ApproveOutcome;

    /// <summary>The panel waits for a yes, with the number that it shows.</summary>
    public sealed record Waiting(PanelRequest Request, PanelPlace Place) : ApproveOutcome;

    /// <summary>Its school is not one in which the person learns or works.</summary>
    public sealed record OtherSchool(PanelPlace Place) : ApproveOutcome;

    /// <summary>The number was another one: the request is over.</summary>
    public sealed record WrongNumber : ApproveOutcome;

    /// <summary>The panel signs the person in.</summary>
    public sealed record Allowed(PanelPlace Place) : ApproveOutcome;

    /// <summary>The person said no.</summary>
    public sealed record Declined(PanelPlace Place) : ApproveOutcome;
}

/// <summary>Where a panel is, in people's words.</summary>
public sealed record PanelPlace(string Panel, string School);
