using System.Security.Claims;

namespace Mesh.Cabinet.Outside.MosRu;

/// <summary>What a provider calls what we know by the names of OpenID Connect Core §5.1; empty for what it does not tell, or nobody knows how.</summary>
public sealed record ClaimNames
{
    /// <summary>A setting that takes a preset's name away.</summary>
    public const string Untold = "none";

    /// <summary>Who it is, in what userinfo tells: the same as the subject of the id_token.</summary>
    public string Subject { get; init; } = "";

    public string Login { get; init; } = "";

    public string FamilyName { get; init; } = "";

    public string GivenName { get; init; } = "";

    public string MiddleName { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Email { get; init; } = "";

    public string Snils { get; init; } = "";

    public string Simplified { get; init; } = "";

    public string Trusted { get; init; } = "";

    public static ClaimNames OpenId { get; } = new()
    {
        Subject = "sub", Login = "preferred_username", FamilyName = "family_name", GivenName = "given_name", MiddleName = "middle_name",
        Phone = "phone_number", Email = "email", Snils = "snils", Simplified = "simplified", Trusted = "trusted",
    };

    /// <summary>СУДИР, as its public clients know it. What it calls login, СНИЛС and a simplified account is not public.</summary>
    public static ClaimNames Sudir { get; } = new()
    {
        Subject = "guid", FamilyName = "LastName", GivenName = "FirstName", MiddleName = "MiddleName", Phone = "mobile", Email = "mail", Trusted = "trusted",
    };

    /// <summary>ЕСИА, whose answers are read by REST and called by our names there. It knows no logins, and no simplified accounts.</summary>
    public static ClaimNames Esia { get; } = OpenId with { Login = "", Simplified = "" };

    /// <summary>Our name of each claim, and theirs.</summary>
    public IEnumerable<(string Ours, string Theirs)> Pairs =>
    [
        (OpenId.Login, Login), (OpenId.FamilyName, FamilyName), (OpenId.GivenName, GivenName), (OpenId.MiddleName, MiddleName), (OpenId.Phone, Phone),
        (OpenId.Email, Email), (OpenId.Snils, Snils), (OpenId.Simplified, Simplified), (OpenId.Trusted, Trusted),
        .. Vouching.Claims.Where(claim => claim != OpenId.Trusted).Select(claim => (claim, claim)),
    ];

    /// <summary>These names, and a preset's where nothing is said.</summary>
    public ClaimNames Or(ClaimNames preset) => new()
    {
        Subject = Of(Subject, preset.Subject),
        Login = Of(Login, preset.Login),
        FamilyName = Of(FamilyName, preset.FamilyName),
        GivenName = Of(GivenName, preset.GivenName),
        MiddleName = Of(MiddleName, preset.MiddleName),
        Phone = Of(Phone, preset.Phone),
        Email = Of(Email, preset.Email),
        Snils = Of(Snils, preset.Snils),
        Simplified = Of(Simplified, preset.Simplified),
        Trusted = Of(Trusted, preset.Trusted),
    };

    /// <summary>What stands under their names stands under ours afterwards, and what we do not know their name of does not stand there at all.</summary>
    public void Translate(ClaimsIdentity person)
    {
        var told = Pairs.SelectMany(pair => pair.Theirs.Length == 0 ? [] : person.FindAll(pair.Theirs).Select(claim => new Claim(pair.Ours, claim.Value))).ToList();
        foreach (var (ours, _) in Pairs)
        {
            foreach (var claim in person.FindAll(ours).ToList())
                person.RemoveClaim(claim);
        }

        person.AddClaims(told);
    }

    private static string Of(string said, string preset) => string.IsNullOrWhiteSpace(said) ? preset : said.Trim() == Untold ? "" : said.Trim();
}
