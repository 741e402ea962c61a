namespace Mesh.Cabinet.Shell;

/// <summary>Sessions on classroom panels: short ones, which somebody allowed from a phone.</summary>
public interface IPanelSessions
{
    /// <summary>A lesson; it cannot be renewed beyond that.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(45);

    /// <param name="by">The session in which the person allowed it.</param>
    /// <param name="title">Of the panel, for the list of sessions.</param>
    /// <returns>The id of the panel's own session.</returns>
    Task<Guid> OpenAsync(Session by, string panelId, string title, CancellationToken cancellation);

    /// <summary>Signs the browser of this request in, in a panel's session.</summary>
    Task<PanelEntry> EnterAsync(HttpContext http, Guid id);

    /// <summary>Ends the session of this request, and mos.ru hears nothing: nobody signed in there on the panel.</summary>
    Task LeaveAsync(HttpContext http, Session session);
}

/// <summary>What became of entering.</summary>
public enum PanelEntry
{
    Entered,

    /// <summary>The panel's session has ended.</summary>
    Over,

    /// <summary>Somebody is signed in in this browser, and it is no panel's.</summary>
    Occupied,
}
