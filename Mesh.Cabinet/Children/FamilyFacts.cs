using Mesh.Cabinet.Cases;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.Children;

/// <summary>In whose record the tie of an adult and a child stands (OneRoster <c>agentSourcedIds</c>).</summary>
internal enum TieDirection
{
    None,

    /// <summary>The adult's record names the child.</summary>
    InAdult,

    /// <summary>The child's record names the adult.</summary>
    InChild,

    Both,
}

/// <summary>What an operator sees of a case about the list of children: the two records, and in which of them the tie stands.</summary>
internal sealed class FamilyFacts(ISchoolRecords records, IFamilies families, MoscowClock clock) : ICaseFacts
{
    public async Task<IReadOnlyList<CaseFacts>> FindAsync(CaseOperator by, DeskCase open, CancellationToken cancellation)
    {
        if (open.Kind is not (SupportCaseKind.NotMyChild or SupportCaseKind.ChildMissing) || open.PersonId is null || await records.FindAsync(open.PersonId, cancellation) is not { } adult)
            return [];
        if (open.Kind is SupportCaseKind.ChildMissing)
        {
            var children = await families.ChildrenOfAsync(adult.Id, clock.Today, cancellation);
            return [Of(by, ChildrenText.FactsAdult, adult), new CaseFacts(ChildrenText.FactsTie, [new CaseFact(ChildrenText.FactsTied, null, children.Count == 0 ? ChildrenText.FactsNobody : string.Join(", ", children.Select(child => child.Child.Id)))])];
        }

        if (open.About is null || await records.FindAsync(open.About, cancellation) is not { } other)
            return [Of(by, ChildrenText.FactsAdult, adult)];
        return [Of(by, ChildrenText.FactsAdult, adult), Of(by, ChildrenText.FactsChild, other), new CaseFacts(ChildrenText.FactsTie, [new CaseFact(ChildrenText.FactsWhere, null, Words(Direction(adult, other)))])];
    }

    public static TieDirection Direction(PersonRecord adult, PersonRecord child) => (adult.AgentIds.Contains(child.Id, StringComparer.Ordinal), child.AgentIds.Contains(adult.Id, StringComparer.Ordinal)) switch
    {
        (true, true) => TieDirection.Both,
        (true, false) => TieDirection.InAdult,
        (false, true) => TieDirection.InChild,
        _ => TieDirection.None,
    };

    public static string Words(TieDirection direction) => direction switch
    {
        TieDirection.Both => ChildrenText.TieInBoth,
        TieDirection.InAdult => ChildrenText.TieInAdult,
        TieDirection.InChild => ChildrenText.TieInChild,
        _ => ChildrenText.TieGone,
    };

    // What the school calls anybody else stays its own word.
    private static string RoleOf(string role) => role switch
    {
        "parent" => ChildrenText.RoleParent,
        "guardian" => ChildrenText.RoleGuardian,
        "relative" => ChildrenText.RoleRelative,
        "student" => ChildrenText.RoleStudent,
        _ => role,
    };

    // Of somebody who belongs to no school of the operator that and the number of the record is all.
    private static CaseFacts Of(CaseOperator by, string title, PersonRecord record)
    {
        var isTheirs = by.IsCity || record.Posts.Any(post => by.Schools.Contains(post.School.Id, StringComparer.Ordinal));
        List<CaseFact> facts = [new CaseFact(ChildrenText.FactsRecord, null, record.Id)];
        if (!isTheirs)
            return new CaseFacts(title, [.. facts, new CaseFact(ChildrenText.School, null, ChildrenText.FactsElsewhere)]);
        facts.Insert(0, new CaseFact(ChildrenText.FactsName, null, record.Name.Full));
        facts.AddRange(record.Posts.Where(post => !post.IsWithdrawn).Select(post => new CaseFact(ChildrenText.FactsRole, null, $"{RoleOf(post.Role)}, {post.School.Name}")));
        return new CaseFacts(title, facts);
    }
}
