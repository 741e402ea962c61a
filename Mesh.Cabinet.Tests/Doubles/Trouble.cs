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

    /// <summary>The answer sends the request on, with all that it holds, to an address that would answer aright.</summary>
    Elsewhere,

    /// <summary>The right answer, behind it two megabytes of nothing.</summary>
    Bulky,
}
