using Mesh.Cabinet.Matching;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Shell;

namespace Mesh.Cabinet.Children;

/// <summary>Questions of families, for a parent who is signed in: who stands in the list now.</summary>
internal sealed class ChildrenAnswers(IAccessCheck accessCheck, IFamilies families, MyChildren mine, MoscowClock clock) : IOwnAnswers
{
    private static readonly string[] Questions = ["child-missing", "representative", "not-my-child"];

    public async Task<OwnAnswer?> FindAsync(string question, Session session, CancellationToken cancellation)
    {
        if (!Questions.Contains(question) || await accessCheck.CheckAsync(session, cancellation) is not { Person: { } adult } access || !access.Has(PersonRole.Parent))
            return null;

        var children = await families.ChildrenOfAsync(adult.Id, clock.Today, cancellation);
        var names = children.Where(child => mine.ComesByThisDoor(session, child.Child)).Select(child => ChildView.NameOf(child.Child)).ToList();
        return new OwnAnswer([names.Count > 0 ? string.Format(ChildrenText.OwnList, string.Join(", ", names)) : ChildrenText.OwnListEmpty], ChildAddress.List, ChildrenText.OwnListLink);
    }
}
