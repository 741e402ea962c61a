namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>What goes wrong on the way to another system.</summary>
public enum Trouble
{
    /// <summary>The connection breaks before any answer.</summary>
    Refused,

    /// <summary>The answer comes later than the product waits.</summary>
    Slow,

    /// <summary>Status 500.</summary>
    Broken,

    /// <summary>Status 503.</summary>
    Unavailable,

    /// <summary>Status 200 with a page that no program understands.</summary>
    Rubbish,

    /// <summary>Status 200 with well-formed JSON that says nothing.</summary>
    Empty,

    /// <summary>The other system has done its work, and its answer breaks off half-way.</summary>
    Cut,
}
