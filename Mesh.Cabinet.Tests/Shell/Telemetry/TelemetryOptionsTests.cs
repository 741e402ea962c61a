using Mesh.Cabinet.Shell.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Mesh.Cabinet.Tests.Shell.Telemetry;

public sealed class TelemetryOptionsTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("http://ours:4317", "", "http://ours:4317")]
    [InlineData("", "http://standard:4317", "http://standard:4317")]
    [InlineData("http://ours:4317", "http://standard:4317", "http://ours:4317")]
    public void Our_setting_counts_and_where_it_is_empty_the_standard_one(string ours, string standard, string used) => Of(ours, standard).Endpoint.ShouldBe(used);

    [Theory]
    [InlineData("localhost:4317")]
    [InlineData("collector")]
    [InlineData("ftp://collector")]
    [InlineData("/v1")]
    public void An_endpoint_that_is_no_web_address_is_named_at_the_start(string endpoint)
    {
        Of(endpoint, "").Faults().ShouldHaveSingleItem().ShouldStartWith("Telemetry:Endpoint");
        Of("", endpoint).Faults().ShouldHaveSingleItem().ShouldContain(TelemetryOptions.StandardKey);
        Of("", "").Faults().ShouldBeEmpty();
    }

    private static TelemetryOptions Of(string ours, string standard) => TelemetryOptions.Of(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Telemetry:Endpoint"] = ours, [TelemetryOptions.StandardKey] = standard }).Build());
}
