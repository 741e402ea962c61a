using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Matching;

/// <summary>What came of comparing one field of mos.ru with the school's record. It never carries a value the school holds.</summary>
/// <param name="SchoolHint">The school's value with all but its ends hidden, such as «•••-•••-••• 45»; null where nothing may be shown.</param>
/// <param name="SchoolValues">How many values the school holds of this field: any one of them counts (D6).</param>
public sealed record Verdict(ProfileField Field, Comparison Comparison, string? SchoolHint = null, int SchoolValues = 1);

/// <summary>How a field at mos.ru stands to the school's: a closed set, as exact as can be told.</summary>
public abstract record Comparison
{
    private Comparison()
    {
    }

    /// <summary>The field does not stand in the way.</summary>
    public virtual bool IsMatch => false;

    public sealed record Equal : Comparison
    {
        public override bool IsMatch => true;
    }

    /// <summary>Equal once a name is folded (E2, E3).</summary>
    public sealed record EqualFolded(NameFolding Folding) : Comparison
    {
        public override bool IsMatch => true;
    }

    /// <summary>Equal, though a phone or address is written in another way (E7, E8).</summary>
    public sealed record EqualRewritten : Comparison
    {
        public override bool IsMatch => true;
    }

    /// <summary>The school holds no value of this kind and needs none, since it holds the other kind of contact (D6).</summary>
    public sealed record NotNeeded : Comparison
    {
        public override bool IsMatch => true;
    }

    /// <summary>mos.ru does not hold the field (R11–R13).</summary>
    public record MissingAtMosRu : Comparison;

    /// <summary>mos.ru holds the field and does not vouch for it, which is the same as not holding it (D18).</summary>
    public sealed record UnverifiedAtMosRu : MissingAtMosRu;

    /// <summary>mos.ru holds something that is no name, number or address: control characters, too long, a wrong check sum (E1).</summary>
    public sealed record UnreadableAtMosRu : Comparison;

    /// <summary>The school's record lacks the field (E17, D6).</summary>
    public sealed record MissingAtSchool : Comparison;

    /// <summary>What the school's last file held in the field is no number (E42).</summary>
    public sealed record UnreadableAtSchool : Comparison;

    /// <summary>The same letters, parted by a hyphen at one side and by a space or nothing at the other (E50).</summary>
    public sealed record HyphenOrSpace : Comparison;

    /// <summary>The same letters beside signs that are hard to see: a stop, a quote, an accent (E50).</summary>
    public sealed record OtherSign : Comparison;

    /// <summary>A Latin letter inside a Cyrillic name at mos.ru (E4).</summary>
    /// <param name="Place">Counted from 1 within the field.</param>
    public sealed record LatinLetter(char Letter, int Place) : Comparison;

    /// <summary>A Latin letter inside the name in the school's record.</summary>
    public sealed record LatinLetterAtSchool : Comparison;

    /// <summary>Surname and name stand in each other's place (E6).</summary>
    public sealed record Swapped : Comparison;

    /// <summary>One letter is another, missing, or too many, or two neighbours changed places.</summary>
    public sealed record OneLetter : Comparison;

    /// <summary>Everything else of the person agrees: one of the surnames is an old one (E20).</summary>
    public sealed record OtherSurname : Comparison;

    /// <summary>One digit is another.</summary>
    /// <param name="FromEnd">Which, counted from the end: 1 is the last.</param>
    public sealed record OneDigit(int FromEnd) : Comparison;

    /// <summary>Two neighbouring digits changed places.</summary>
    /// <param name="FromEnd">The first of the two, counted from the end.</param>
    public sealed record TransposedDigits(int FromEnd) : Comparison;

    /// <summary>The student's account bears the contact of a parent (E12).</summary>
    public sealed record RepresentativesContact : Comparison;

    /// <summary>Both hold the field, and not the same.</summary>
    public sealed record Different : Comparison;
}
