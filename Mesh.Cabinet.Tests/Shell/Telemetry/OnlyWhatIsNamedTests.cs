using System.Diagnostics;
using Mesh.Cabinet.Shell.Telemetry;

namespace Mesh.Cabinet.Tests.Shell.Telemetry;

public sealed class OnlyWhatIsNamedTests
{
    private static readonly (string Name, object Value)[] Personal =
    [
        ("url.path", "/cabinet/children/ivanov"), ("url.query", "login=ivanov"), ("url.full", "https://login.mos.ru/accounts/ivanov/password"), ("user_agent.original", "Ivanov's"),
        ("client.address", "192.0.2.1"), ("enduser.id", "ivanov"), ("exception.message", "no ivanov"), ("db.query.text", "ivanov"), ("http.request.method_original", "IVANOV"),
    ];

    [Theory]
    [InlineData(ActivityKind.Server)]
    [InlineData(ActivityKind.Client)]
    [InlineData(ActivityKind.Internal)]
    public void Whatever_a_library_writes_into_a_span_only_what_is_named_leaves(ActivityKind kind)
    {
        using var span = Span(kind, "GET /cabinet/children/ivanov");
        foreach (var (name, value) in Personal)
            span.SetTag(name, value);
        span.SetTag("http.request.method", "GET").SetTag("http.route", "/cabinet/children/{id}").SetTag("mesh.outcome", "done").SetTag("error.type", "timeout");
        span.SetStatus(ActivityStatusCode.Error, "no ivanov");

        Ended(span);

        span.TagObjects.Select(tag => tag.Key).ShouldBe(["http.request.method", "http.route", "mesh.outcome", "error.type"], ignoreOrder: true);
        (span.Status, span.StatusDescription).ShouldBe((ActivityStatusCode.Error, null));
        if (kind is not ActivityKind.Internal)
            span.DisplayName.ShouldBe("GET /cabinet/children/{id}");
    }

    [Fact]
    public void A_host_is_named_where_we_ask_it_and_not_where_a_stranger_wrote_it()
    {
        using var asked = Span(ActivityKind.Client, "GET");
        using var served = Span(ActivityKind.Server, "GET");
        foreach (var span in new[] { asked, served })
        {
            span.SetTag("server.address", "login.mos.ru");
            Ended(span);
        }

        asked.GetTagItem("server.address").ShouldBe("login.mos.ru");
        served.GetTagItem("server.address").ShouldBeNull();
    }

    private static void Ended(Activity span)
    {
        using var processor = new OnlyWhatIsNamed();
        processor.OnEnd(span);
    }

    private static Activity Span(ActivityKind kind, string name)
    {
        using var source = new ActivitySource(nameof(OnlyWhatIsNamedTests));
        using var listener = new ActivityListener
        {
            ShouldListenTo = it => it.Name == nameof(OnlyWhatIsNamedTests),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return source.StartActivity(name, kind)!;
    }
}
