namespace Mesh.Cabinet.Sandbox.Citizens;

/// <summary>The part of an account that its owner may change on the profile page.</summary>
internal sealed record CitizenProfile(string? LastName, string? FirstName, string? MiddleName, string? Phone, string? Email, string? Snils)
{
    public static CitizenProfile Of(Citizen citizen) =>
        new(citizen.LastName, citizen.FirstName, citizen.MiddleName, citizen.Phone, citizen.Email, citizen.Snils);

    public Citizen ApplyTo(Citizen citizen) => citizen with
    {
        LastName = LastName, FirstName = FirstName, MiddleName = MiddleName, Phone = Phone, Email = Email, Snils = Snils,
    };
}
