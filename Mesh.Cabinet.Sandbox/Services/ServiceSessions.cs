using System.Collections.Concurrent;

namespace Mesh.Cabinet.Sandbox.Services;

/// <summary>Which sessions of which service were ended from outside, and when: a service looks it up with each request.</summary>
internal sealed class ServiceSessions(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Service, string Sid), DateTimeOffset> ended = new();
    private readonly ConcurrentDictionary<(string Service, string Jti), byte> heard = new();

    /// <returns>False if this very word came before.</returns>
    public bool End(CityService service, string sid, string jti)
    {
        ended.TryAdd((service.Key, sid), time.GetUtcNow());
        return heard.TryAdd((service.Key, jti), 0);
    }

    /// <summary>Null while it stands.</summary>
    public DateTimeOffset? EndedAt(CityService service, string? sid) => sid is not null && ended.TryGetValue((service.Key, sid), out var at) ? at : null;
}
