namespace Mesh.Cabinet.Matching;

/// <summary>One reason why a role is not granted. It never carries a value that the school holds.</summary>
public abstract record Obstacle
{
    private Obstacle()
    {
    }

    /// <summary>mos.ru does not hold the field (R11–R13).</summary>
    public sealed record MissingAtMosRu(ProfileField Field) : Obstacle;

    /// <summary>mos.ru holds something that cannot be read as this field: control characters, too long, a wrong check sum.</summary>
    public sealed record UnreadableAtMosRu(ProfileField Field) : Obstacle;

    /// <summary>Both hold the field, and not the same.</summary>
    public sealed record Differs(ProfileField Field) : Obstacle;

    /// <summary>A Latin letter inside a Cyrillic name at mos.ru (E4).</summary>
    /// <param name="Place">Counted from 1 within the field.</param>
    public sealed record LatinLetter(ProfileField Field, char Letter, int Place) : Obstacle;

    /// <summary>Surname and name stand in each other's place (E6).</summary>
    public sealed record Swapped : Obstacle;

    /// <summary>The school holds nothing to compare with (E17, D6).</summary>
    public sealed record MissingAtSchool(ProfileField Field) : Obstacle;

    /// <summary>The first working or school day is still to come (E16).</summary>
    public sealed record StartsOn(DateOnly Date) : Obstacle;

    /// <summary>No post is current any more (E18).</summary>
    /// <param name="Date">The last day, where the records name it.</param>
    public sealed record Ended(DateOnly? Date) : Obstacle;

    /// <summary>Several records match equally: support decides (E11).</summary>
    public sealed record SeveralRecords(long? CaseNumber = null) : Obstacle;

    /// <summary>The record belongs to another mos.ru account already: support decides (D11).</summary>
    public sealed record TiedElsewhere(long? CaseNumber = null) : Obstacle;

    /// <summary>On a Moscow roster, and came by госуслуги (D15).</summary>
    public sealed record ComeByMosRu : Obstacle;
}
