namespace Mesh.Cabinet.SchoolRecords;

/// <summary>Who may see and act for which child, as the records say it now (R38, E26, E27).</summary>
public interface IFamilies
{
    /// <summary>The children of whom the person may see anything, ordered by name and id.</summary>
    Task<IReadOnlyList<FamilyChild>> ChildrenOfAsync(string adultId, DateOnly today, CancellationToken cancellation);

    /// <summary>One child of this person; null if there is none, or it is not theirs.</summary>
    Task<FamilyChild?> FindAsync(string adultId, string childId, DateOnly today, CancellationToken cancellation);

    /// <summary>Those who act for the child: parents and guardians, not relatives.</summary>
    Task<IReadOnlyList<PersonRecord>> AdultsOfAsync(string childId, DateOnly today, CancellationToken cancellation);

    /// <summary>The class levels of this person's children, each once.</summary>
    Task<IReadOnlyList<string>> GradesOfAsync(string adultId, DateOnly today, CancellationToken cancellation);

    /// <summary>Parents, children, and who has one of these in common: brothers and sisters, the other parent. What the records say, whatever their dates.</summary>
    Task<IReadOnlyList<string>> KinOfAsync(string personId, CancellationToken cancellation);

    /// <summary>The classes of a child on a day, with their teachers.</summary>
    Task<IReadOnlyList<ChildClass>> ClassesOfAsync(string childId, DateOnly today, CancellationToken cancellation);
}

/// <summary>What a person may do for a child; nothing at all is no tie.</summary>
public enum FamilyRight
{
    None,

    /// <summary>A relative sees, and changes nothing.</summary>
    Look,

    /// <summary>Parents and guardians, all equally.</summary>
    Full,
}

/// <summary>A child with what the person may do for it.</summary>
public sealed record FamilyChild(PersonRecord Child, FamilyRight Right);

/// <summary>A class of a child.</summary>
/// <param name="Title">«2-А».</param>
public sealed record ChildClass(string Title, string School, IReadOnlyList<ClassTeacher> Teachers);

/// <summary>A teacher as parents know her: the name, and the position where the records hold one.</summary>
public sealed record ClassTeacher(string Name, string? Position);
