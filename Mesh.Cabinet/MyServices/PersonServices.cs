using Mesh.Cabinet.Matching;
using Mesh.Cabinet.MyServices.Switches;
using Mesh.Cabinet.SchoolRecords;

namespace Mesh.Cabinet.MyServices;

/// <summary>A school and role by which a service is somebody's.</summary>
/// <param name="IsOff">The school has switched the service off.</param>
public sealed record ServicePlace(PersonRole Role, School School, bool IsOff);

/// <summary>A service that a person's roles open, with all that open it; never empty.</summary>
public sealed record ServiceOf(ServiceEntry Entry, IReadOnlyList<ServicePlace> Places)
{
    /// <summary>Where one of two schools leaves it on, it stays.</summary>
    public bool IsOff => Places.All(place => place.IsOff);

    /// <summary>The schools by which it is open now, the primary post's first.</summary>
    public IEnumerable<School> OpenSchools => Places.Where(place => !place.IsOff).Select(place => place.School).DistinctBy(school => school.Id);

    /// <summary>By name, those that have switched it off.</summary>
    public IEnumerable<string> OffSchools => Places.Where(place => place.IsOff).Select(place => place.School.Name).Distinct(StringComparer.Ordinal);
}

/// <summary>What a person may use, in the catalogue's order, and what of it the schools have switched off.</summary>
public sealed record PersonServices(IReadOnlyList<ServiceOf> All)
{
    public IReadOnlyList<ServiceEntry> Open { get; } = [.. All.Where(service => !service.IsOff).Select(service => service.Entry)];

    /// <summary>What the roles would open, and every school of theirs has switched off.</summary>
    public IReadOnlyList<ServiceOf> Off { get; } = [.. All.Where(service => service.IsOff)];

    public bool Opens(string key) => Open.Any(entry => entry.Key == key);

    /// <summary>Null where it is open, or was never this person's.</summary>
    public ServiceOf? FindOff(string key) => Off.FirstOrDefault(service => service.Entry.Key == key);
}

/// <summary>Says what is open to a person now.</summary>
internal sealed class OpenServices(IServiceCatalogue catalogue, ISwitchBook book)
{
    public async ValueTask<PersonServices> OfAsync(Access access, CancellationToken cancellation) => catalogue.ServicesOf(access, await book.NowAsync(cancellation));
}
