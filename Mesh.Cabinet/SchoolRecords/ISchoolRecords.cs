using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>What schools know of people, as the last import left it. Each look-up goes by an index, however many people there are.</summary>
public interface ISchoolRecords
{
    /// <summary>The record of an id, withdrawn or not; null if there never was one.</summary>
    Task<PersonRecord?> FindAsync(string personId, CancellationToken cancellation);

    /// <summary>Records that share СНИЛС, folded name or a contact with what is given; distinct, ordered by id, withdrawn ones included.</summary>
    Task<IReadOnlyList<PersonRecord>> FindCandidatesAsync(
        PersonName? name, Snils? snils, PhoneNumber? phone, EmailAddress? email, CancellationToken cancellation);

    /// <summary>Whether a legal ЭЖД login belongs, without case, to somebody other than this person; withdrawn people count (E30).</summary>
    Task<bool> IsUsernameOfAnotherAsync(string foldedLogin, string personId, CancellationToken cancellation);

    /// <summary>Records whose ЭЖД login is this one without case, ordered by id.</summary>
    Task<IReadOnlyList<PersonRecord>> FindByUsernameAsync(string foldedUsername, CancellationToken cancellation);
}
