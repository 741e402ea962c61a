using System.Diagnostics;
using OpenTelemetry;

namespace Mesh.Cabinet.Shell.Telemetry;

/// <summary>
/// Lets nothing out of a trace but what is named here: paths, queries, addresses and messages hold ids, names and logins, and whatever a
/// library adds one day may hold them too. A request is called by its route, as it is written in the code.
/// </summary>
internal sealed class OnlyWhatIsNamed : BaseProcessor<Activity>
{
    private const string Own = "mesh.";
    private const string Method = "http.request.method";
    private const string Route = "http.route";

    private static readonly HashSet<string> Named = [Method, Route, "http.response.status_code", "url.scheme", "error.type", "network.protocol.version"];

    // Of what we ask others the host is ours to know; of what we are asked it is what the stranger wrote.
    private static readonly HashSet<string> NamedOfCalls = ["server.address", "server.port"];

    public override void OnEnd(Activity data)
    {
        foreach (var name in data.TagObjects.Select(tag => tag.Key).Where(name => !IsNamed(name, data.Kind)).ToList())
            data.SetTag(name, null);
        data.SetStatus(data.Status);
        if (data.Kind is ActivityKind.Server or ActivityKind.Client)
            data.DisplayName = $"{data.GetTagItem(Method) ?? "HTTP"} {data.GetTagItem(Route)}".TrimEnd();
    }

    private static bool IsNamed(string name, ActivityKind kind) =>
        Named.Contains(name) || name.StartsWith(Own, StringComparison.Ordinal) || (kind is ActivityKind.Client && NamedOfCalls.Contains(name));
}
