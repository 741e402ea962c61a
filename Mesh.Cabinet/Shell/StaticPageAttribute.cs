namespace Mesh.Cabinet.Shell;

/// <summary>
/// Says that a page holds no interactive component. As soon as one page of a site is interactive, Blazor writes protected state
/// and a form's token, with its cookie, into every page: that costs more than the page itself, and an answer that sets a cookie
/// cannot be kept for the next stranger. A page of this kind carries neither; a form on it asks for its token as anywhere.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StaticPageAttribute : Attribute;
