using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.SchoolRecords;

/// <summary>What the school holds about people, found by index.</summary>
public interface ISchoolRecords
{
    Task<PersonRecord?> FindAsync(string personId, CancellationToken cancellation);

    /// <summary>Records that share the СНИЛС, the folded name or a contact; each once, ordered by id.</summary>
    Task<IReadOnlyList<PersonRecord>> FindCandidatesAsync(
        PersonName? name, Snils? snils, PhoneNumber? phone, EmailAddress? email, CancellationToken cancellation);

    Task<IReadOnlyList<PersonRecord>> FindByUsernameAsync(string foldedUsername, CancellationToken cancellation);

    /// <summary>Whether the legal ЭЖД login belongs to somebody else, withdrawn people included (E30).</summary>
    Task<bool> IsUsernameOfAnotherAsync(string foldedLogin, string personId, CancellationToken cancellation);
}
