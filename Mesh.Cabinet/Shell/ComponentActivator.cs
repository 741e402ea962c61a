using Microsoft.AspNetCore.Components;

namespace Mesh.Cabinet.Shell;

/// <summary>
/// Makes a component by its constructor without parameters, which all here have: what they need is injected into properties.
/// The framework's own compiles an expression for each component, at its first page.
/// </summary>
internal sealed class ComponentActivator : IComponentActivator
{
    public IComponent CreateInstance(Type componentType) => (IComponent)Activator.CreateInstance(componentType)!;
}
