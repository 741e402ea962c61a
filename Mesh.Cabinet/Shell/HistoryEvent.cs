namespace Mesh.Cabinet.Shell;

/// <summary>How an event of the audit trail is said in a person's own history. Each feature registers the events it writes.</summary>
/// <param name="Event">The word in the trail, such as <c>activated</c>.</param>
/// <param name="Words">From the entry's detail to a sentence in Russian.</param>
public sealed record HistoryEvent(string Event, Func<string?, string> Words);

internal static class HistoryEvents
{
    public static IServiceCollection AddHistory(this IServiceCollection services, string happened, Func<string?, string> words) =>
        services.AddSingleton(new HistoryEvent(happened, words));
}
