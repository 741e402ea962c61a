using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Shell.Telemetry;

/// <summary>What a collector is told of people who come in, and of those who do not.</summary>
[Collection(InTheWatchedCity.Name)]
public sealed class SeenFromOutsideTests(WatchedCity city)
{
    [Fact]
    public async Task A_sign_in_and_an_activation_are_seen_with_their_steps()
    {
        var collector = city.Collector;
        await collector.SeesAsync("mesh.sign_ins", ("mesh.provider", "mos_ru"), ("mesh.outcome", "opened"));
        await collector.SeesAsync("mesh.access.checks", ("mesh.outcome", "granted"));
        await collector.SeesAsync("mesh.activations", ("mesh.outcome", "wrong_password"));
        await collector.SeesAsync("mesh.activations", ("mesh.outcome", "done"));
        foreach (var name in new[] { "records", "password", "reserve", "directory" })
            await collector.SeesAsync("mesh.activation.step.duration", ("mesh.step", name));
        await collector.SeesAsync("mesh.mos_ru.operation.duration", ("mesh.operation", "check_password"), ("mesh.outcome", "right"));
        await collector.SeesAsync("mesh.directory.operation.duration", ("mesh.operation", "create"), ("mesh.outcome", "created"));

        (await collector.SeesSpanAsync("GET /sign-in/mos-ru/callback")).Attributes["mesh.outcome"].ShouldBe("opened");
        var step = await collector.SeesSpanAsync("activation directory");
        var request = collector.Spans.Single(span => span.Id == step.Parent);
        (request.Name, request.Attributes["mesh.outcome"]).ShouldBe(("POST /activation/password", "done"));
        collector.Spans.ShouldContain(span => span.Parent == step.Id && span.Name == "POST");
    }

    [Fact]
    public async Task Who_is_refused_is_seen_with_the_field_and_the_reason()
    {
        await city.Collector.SeesAsync("mesh.access.checks", ("mesh.outcome", "refused"));
        await city.Collector.SeesAsync("mesh.access.refusals", ("mesh.field", "family_name"), ("mesh.reason", "one_letter"));
        await city.Collector.SeesAsync("mesh.access.refusals", ("mesh.field", "record"), ("mesh.reason", "not_found"));
        await city.Collector.SeesAsync("mesh.sign_ins", ("mesh.outcome", "declined"));
    }

    [Fact]
    public async Task An_import_and_how_old_the_records_are_is_seen()
    {
        await city.Collector.SeesAsync("mesh.imports", ("mesh.outcome", "done"));
        await city.Collector.SeesAsync("mesh.import.duration", ("mesh.outcome", "done"));
        (await city.Collector.SeesAsync("mesh.import.rows", ("mesh.change", "added"))).Value.ShouldBeGreaterThan(3);
        await city.Collector.SeesSpanAsync("import");
    }

    [Fact]
    public async Task An_import_by_the_command_is_seen_although_no_server_runs_there()
    {
        await using var collector = await Collector.StartAsync();
        var (exit, output) = await city.Product.RunCommandAsync(collector.Settings, "records", "import", "nowhere");
        exit.ShouldBe(2, output);
        await collector.SeesAsync("mesh.imports", ("mesh.outcome", "nothing_read"));
    }

    [Fact]
    public async Task The_node_that_keeps_the_accounts_counts_what_waits()
    {
        await city.Collector.SeesAsync("mesh.lease.held", ("mesh.lease", "domain-accounts"));
        await city.Collector.SeesAsync("mesh.leases.taken", ("mesh.lease", "domain-accounts"));
        await city.Collector.SeesAsync("mesh.records.age");
        foreach (var queue in new[] { "mesh.accounts.waiting", "mesh.events.waiting", "mesh.cases.open" })
            city.Collector.Points.ShouldContain(point => point.Metric == queue);
    }

    [Fact]
    public async Task A_limit_that_was_reached_is_seen_and_what_attacks_leave_behind()
    {
        await city.Collector.SeesAsync("mesh.limits.reached", ("mesh.limit", "forms"));
        await city.Collector.SeesAsync("mesh.security.events", ("mesh.event", "wrong_password"));
        await city.Collector.SeesAsync("mesh.security.events", ("mesh.event", "refused_form"));
        await city.Collector.SeesAsync("mesh.events", ("mesh.outcome", "accepted"));
    }

    [Fact]
    public async Task Circuits_are_seen_while_they_are_open()
    {
        using var visitor = new HttpVisitor(city.Product);
        await visitor.SignInAsync(WatchedCity.Stranger.Citizen);
        var (socket, _) = await BlazorSocket.OpenAsync(visitor, city.Product, city.Product.Cabinet.GetLeftPart(UriPartial.Authority));
        using (socket)
        {
            (await socket.StartCircuitAsync()).ShouldBeTrue();
            await city.Collector.SeesAsync("mesh.circuits.open");
        }
    }

    [Fact]
    public async Task Nothing_of_a_person_is_in_any_label_name_or_attribute()
    {
        await city.Collector.SeesSpanAsync("POST /sign-out");
        await city.Collector.SeesAsync("http.server.request.duration", ("http.route", "/cabinet/contacts"));
        await city.Collector.SeesAsync("mesh.sign_ins", ("mesh.outcome", "declined"));
        var everything = city.Collector.Everything;
        city.Marked.Marks.Where(mark => everything.Contains(mark, StringComparison.OrdinalIgnoreCase)).Select(mark => AroundIt(everything, mark)).ShouldBeEmpty();
        city.Collector.Spans.ShouldNotContain(span => span.Parent == MarkedPerson.ForeignSpan, "a trace that a stranger began");
        // Nor is anything of it that no mark shows: ids, addresses, queries.
        city.Collector.Spans.SelectMany(span => span.Attributes.Values.Append(span.Name)).Distinct(StringComparer.Ordinal)
            .Where(value => value.Contains('?', StringComparison.Ordinal) || Guid.TryParse(value, out _)).ShouldBeEmpty();
    }

    private static string AroundIt(string everything, string mark)
    {
        const int around = 120;
        var at = everything.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        return everything[Math.Max(0, at - around)..Math.Min(everything.Length, at + around)];
    }
}
