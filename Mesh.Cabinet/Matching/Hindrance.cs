namespace Mesh.Cabinet.Matching;

/// <summary>Why a role is closed although the fields agree.</summary>
public abstract record Hindrance
{
    private Hindrance()
    {
    }

    /// <summary>The first working or school day is still to come (E16).</summary>
    public sealed record StartsOn(DateOnly Date) : Hindrance;

    /// <summary>No post is current any more (E18).</summary>
    /// <param name="Date">The last day, where the records name it.</param>
    public sealed record Ended(DateOnly? Date) : Hindrance;

    /// <summary>Several records match equally: support decides (E11, D17).</summary>
    public sealed record SeveralRecords(long? CaseNumber = null) : Hindrance;

    /// <summary>The record belongs to another mos.ru account already: support decides (D11).</summary>
    public sealed record TiedElsewhere(long? CaseNumber = null) : Hindrance;

    /// <summary>Support has ended the tie of this very account to the record: support decides whether it comes back.</summary>
    public sealed record TieRefused(long? CaseNumber = null) : Hindrance;

    /// <summary>The account's record is gone, and another one of the same person is there: support moves the tie (E44).</summary>
    public sealed record RecordReplaced(long? CaseNumber = null) : Hindrance;

    /// <summary>The record is tied to an earlier account of the same person: support moves the tie (E44).</summary>
    public sealed record AccountReplaced(long? CaseNumber = null) : Hindrance;

    /// <summary>On a Moscow roster, and came by госуслуги (D15).</summary>
    public sealed record ComeByMosRu : Hindrance;
}
