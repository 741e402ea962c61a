using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Components;

namespace Mesh.Cabinet.Desk.Classes;

/// <summary>A page of classes, which teachers see as well.</summary>
public abstract class ClassesDeskPage : DeskPageOf<ClassViewer>
{
    [Inject]
    public required IClassViewers Viewers { get; init; }

    protected sealed override Task<ClassViewer?> FindAsync(Session session, CancellationToken cancellation) => Viewers.FindAsync(session, cancellation);
}

/// <summary>The page is there for teachers too.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ForTeachersAttribute : Attribute;
