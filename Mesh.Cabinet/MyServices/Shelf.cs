namespace Mesh.Cabinet.MyServices;

/// <summary>How a person laid out their services: favourites first, each part in an order of their own.</summary>
public sealed record Shelf
{
    /// <summary>Nobody touched anything: the catalogue's order.</summary>
    public static readonly Shelf Untouched = new();

    /// <summary>Keys in the person's order; a service that is not named follows in the catalogue's.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    public IReadOnlySet<string> Favourites { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>A list instead of tiles.</summary>
    public bool IsList { get; init; }

    public bool IsFavourite(ServiceEntry entry) => Favourites.Contains(entry.Key);

    /// <summary>The services as they stand on the shelf.</summary>
    public IReadOnlyList<ServiceEntry> Arrange(IReadOnlyList<ServiceEntry> open)
    {
        var places = Keys.Index().ToDictionary(key => key.Item, key => key.Index, StringComparer.Ordinal);
        return [.. open.OrderBy(entry => !IsFavourite(entry)).ThenBy(entry => places.GetValueOrDefault(entry.Key, int.MaxValue))];
    }

    /// <summary>Whether a service has a neighbour of its own part to change places with.</summary>
    /// <param name="step">−1 for the one before, 1 for the one after.</param>
    public bool CanMove(IReadOnlyList<ServiceEntry> open, ServiceEntry entry, int step)
    {
        var arranged = Arrange(open);
        var place = arranged.Index().First(at => at.Item.Key == entry.Key).Index + step;
        return place >= 0 && place < arranged.Count && IsFavourite(arranged[place]) == IsFavourite(entry);
    }

    /// <summary>The service changes places with its neighbour.</summary>
    public Shelf Move(IReadOnlyList<ServiceEntry> open, ServiceEntry entry, int step)
    {
        if (!CanMove(open, entry, step))
            return this;

        var keys = Arrange(open).Select(other => other.Key).ToList();
        var place = keys.IndexOf(entry.Key);
        (keys[place], keys[place + step]) = (keys[place + step], keys[place]);
        return this with { Keys = Remember(keys) };
    }

    /// <summary>The service joins the favourites, as their last, or leaves them.</summary>
    public Shelf Star(IReadOnlyList<ServiceEntry> open, ServiceEntry entry)
    {
        var keys = Arrange(open).Select(other => other.Key).Where(key => key != entry.Key).ToList();
        var isStarred = !IsFavourite(entry);
        // Either way its place is at the border: the last of the favourites, or the first of the others.
        keys.Insert(keys.Count(Favourites.Contains), entry.Key);
        var favourites = isStarred ? Favourites.Append(entry.Key) : Favourites.Where(key => key != entry.Key);
        return this with { Keys = Remember(keys), Favourites = favourites.ToHashSet(StringComparer.Ordinal) };
    }

    // Places of services that are closed just now are kept: a role may come back.
    private List<string> Remember(List<string> keys) => [.. keys, .. Keys.Except(keys, StringComparer.Ordinal)];
}
