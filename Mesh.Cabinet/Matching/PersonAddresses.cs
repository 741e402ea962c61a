using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.SchoolRecords.Fields;

namespace Mesh.Cabinet.Matching;

/// <summary>The e-mail that mos.ru vouched for when an account last signed in.</summary>
public interface IAccountEmails
{
    /// <summary>Null if it told none.</summary>
    Task<string?> AddressOfAsync(string provider, string subject, CancellationToken cancellation);
}

/// <summary>Where letters about an account go: to the e-mail that mos.ru has verified; those about a simplified account to its parents'.</summary>
public interface IPersonAddresses
{
    /// <param name="personId">The record, where the account has no tie yet.</param>
    Task<IReadOnlyList<string>> OfAsync(CityProfile profile, CancellationToken cancellation, string? personId = null);

    /// <summary>The same for an account of which nothing else is known now.</summary>
    Task<IReadOnlyList<string>> OfAsync(string provider, string subject, CancellationToken cancellation);
}

/// <inheritdoc cref="IPersonAddresses"/>
internal sealed class PersonAddresses(ITies ties, IFamilies families, IAccountEmails emails, MoscowClock clock) : IPersonAddresses
{
    public async Task<IReadOnlyList<string>> OfAsync(CityProfile profile, CancellationToken cancellation, string? personId = null)
    {
        if (profile.IsSimplified)
            return await OfParentsAsync(personId ?? await ties.FindAsync(profile.Provider, profile.Subject, cancellation), cancellation);
        return EmailAddress.TryParse(profile.Email) is { } email ? [email.Folded] : [];
    }

    public async Task<IReadOnlyList<string>> OfAsync(string provider, string subject, CancellationToken cancellation) =>
        await emails.AddressOfAsync(provider, subject, cancellation) is { } own
            ? [own]
            : await OfParentsAsync(await ties.FindAsync(provider, subject, cancellation), cancellation);

    // A parent who has no e-mail at mos.ru, or has never come, gets no letter: what the school holds nobody has verified for this.
    private async Task<IReadOnlyList<string>> OfParentsAsync(string? childId, CancellationToken cancellation)
    {
        var found = new List<string>();
        foreach (var adult in childId is null ? [] : await families.AdultsOfAsync(childId, clock.Today, cancellation))
        {
            if (await ties.FindAccountAsync(adult.Id, cancellation) is { } account && await emails.AddressOfAsync(account.Provider, account.Subject, cancellation) is { } email)
                found.Add(email);
        }

        return [.. found.Distinct(StringComparer.Ordinal)];
    }
}
