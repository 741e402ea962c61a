using Mesh.Cabinet.Matching;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.MyServices;

/// <summary>What a feature brings to the front of a person's cabinet.</summary>
public interface ICabinetFront
{
    /// <param name="access">What is open to the person now.</param>
    Task<Front> OfAsync(Session session, Access access, CancellationToken cancellation);
}

/// <summary>What one feature has to say there; most have nothing for most people.</summary>
public sealed record Front
{
    public static readonly Front Nothing = new();

    public IReadOnlyList<ToDoItem> ToDo { get; init; } = [];

    /// <summary>This person's logins, by the kind that a service of the catalogue wants (<see cref="ServiceEntry.Login"/>).</summary>
    public IReadOnlyDictionary<string, string> Logins { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static Front With(params ToDoItem[] toDo) => new() { ToDo = toDo };
}

/// <summary>Something for the person to do, in one line with one button.</summary>
/// <param name="Place">What is most urgent has the least.</param>
/// <param name="Icon">The content of an SVG of 24 by 24.</param>
/// <param name="Action">The words of the button.</param>
public sealed record ToDoItem(int Place, string Icon, string Text, string Action, string Address);
