using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.SignIn;

namespace Mesh.Cabinet.Sandbox.SimplifiedAccounts;

/// <summary>By what a child is known, and for a new account its login and password.</summary>
internal sealed record ChildRequest(string? FamilyName, string? GivenName, string? MiddleName, string? BirthDate, string? Snils, string? Login, string? Password)
{
    public bool IsComplete => !string.IsNullOrWhiteSpace(FamilyName) && !string.IsNullOrWhiteSpace(GivenName) && DateOnly.TryParse(BirthDate, out _);
}

/// <summary>How a request for an account ended.</summary>
internal enum ChildAnswer { Created, Repeated, LoginTaken, AlreadyThere, PasswordRefused }

/// <summary>Finds children among the citizens and adds them; two requests never overtake each other.</summary>
internal sealed class ChildRegister(City city, CitizenBook citizens, SimplifiedAccountStore store) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);

    public async Task<Citizen?> FindAsync(ChildRequest wanted, CancellationToken cancellation)
    {
        foreach (var candidate in city.Citizens.Where(citizen => citizen.Via == IdentityProvider.MosRu.Via && citizen.BirthDate == wanted.BirthDate))
        {
            if (await citizens.FindAsync(IdentityProvider.MosRu, candidate.Sub, cancellation) is { } citizen && IsSame(citizen, wanted))
                return citizen;
        }

        return null;
    }

    public bool SharesPhone(Citizen child) => child.Phone is { Length: > 0 } phone
        && city.Citizens.Any(other => other.Sub != child.Sub && other.Phone is not null && Digits(other.Phone) == Digits(phone));

    public async Task<(Citizen? Child, ChildAnswer Answer)> CreateAsync(string key, ChildRequest wanted, CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            if (await store.FindAsync(key, cancellation) is { } earlier)
                return (earlier, ChildAnswer.Repeated);
            if (await FindAsync(wanted, cancellation) is not null)
                return (null, ChildAnswer.AlreadyThere);
            if (city.WithLogin(IdentityProvider.MosRu, wanted.Login!) is not null)
                return (null, ChildAnswer.LoginTaken);
            if (PasswordRules.Broken(wanted.Password, wanted.Login!) is not null)
                return (null, ChildAnswer.PasswordRefused);

            var child = Make(wanted);
            if (!await store.AddAsync(child, key, wanted.Password!, cancellation))
                return (null, ChildAnswer.LoginTaken);
            city.Add(child);
            return (child, ChildAnswer.Created);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private static Citizen Make(ChildRequest wanted) => new()
    {
        Sub = Guid.CreateVersion7().ToString(),
        Login = wanted.Login!,
        // The hash beside the state is the only password.
        Password = "",
        LastName = wanted.FamilyName,
        FirstName = wanted.GivenName,
        MiddleName = wanted.MiddleName,
        BirthDate = wanted.BirthDate,
        Snils = wanted.Snils,
        Simplified = true,
        About = $"{wanted.GivenName}: этот вход сделали родители в кабинете МЭШ.",
    };

    private static bool IsSame(Citizen citizen, ChildRequest wanted) =>
        Fold(citizen.LastName) == Fold(wanted.FamilyName) && Fold(citizen.FirstName) == Fold(wanted.GivenName) && Fold(citizen.MiddleName) == Fold(wanted.MiddleName)
        && (citizen.Snils is null || wanted.Snils is null || Digits(citizen.Snils) == Digits(wanted.Snils));

    private static string Fold(string? part) => (part ?? "").Trim().ToUpperInvariant().Replace('Ё', 'Е');

    private static string Digits(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length == 11 && digits[0] == '8' ? "7" + digits[1..] : digits;
    }
}
