namespace Mesh.Cabinet.Children;

/// <summary>How a child stands with mos.ru.</summary>
public abstract record ChildAccountState
{
    private ChildAccountState()
    {
    }

    /// <summary>The child has no account: one can be made (R39).</summary>
    public sealed record None : ChildAccountState;

    /// <summary>A request began and has not come to its end.</summary>
    /// <param name="IsBusy">Somebody is at it right now.</param>
    public sealed record Started(bool IsBusy) : ChildAccountState;

    /// <summary>Made here (R40).</summary>
    public sealed record Made(string Login, string Subject) : ChildAccountState;

    /// <summary>The child has an account of its own, made elsewhere (E25).</summary>
    /// <param name="SharesPhone">It bears somebody else's phone, such as a parent's (E12).</param>
    public sealed record AtMosRu(bool SharesPhone) : ChildAccountState;

    /// <summary>Only schools outside Moscow: their students come by госуслуги (D15).</summary>
    public sealed record OutsideMoscow : ChildAccountState;

    /// <summary>mos.ru knows a child by name and birth date, and the school does not hold the date.</summary>
    public sealed record BirthDateMissing : ChildAccountState;

    /// <summary>mos.ru did not say whether there is one.</summary>
    public sealed record Unknown : ChildAccountState;
}
