using Mesh.Cabinet.Outside;
using Microsoft.Extensions.Time.Testing;

namespace Mesh.Cabinet.Tests.Outside;

/// <summary>When people are told that something outside is away.</summary>
public sealed class OutagesTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 9, 1, 5, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Minutes_of_silence_are_an_outage_until_an_answer_comes_or_nobody_has_tried_for_long()
    {
        var outages = new Outages(time);
        outages.Failed(OutsideSystem.MosRu);
        time.Advance(TimeSpan.FromMinutes(1));
        outages.Failed(OutsideSystem.MosRu);
        outages.IsAway(OutsideSystem.MosRu).ShouldBeFalse("a minute may be a hiccup");
        time.Advance(TimeSpan.FromMinutes(1));
        outages.Failed(OutsideSystem.MosRu);
        outages.IsAway(OutsideSystem.MosRu).ShouldBeTrue();
        outages.IsAway(OutsideSystem.Directory).ShouldBeFalse();

        outages.Answered(OutsideSystem.MosRu);
        outages.IsAway(OutsideSystem.MosRu).ShouldBeFalse();

        outages.Failed(OutsideSystem.MosRu);
        time.Advance(TimeSpan.FromMinutes(3));
        outages.Failed(OutsideSystem.MosRu);
        outages.IsAway(OutsideSystem.MosRu).ShouldBeTrue();
        time.Advance(Outages.ForgottenAfter + TimeSpan.FromSeconds(1));
        outages.IsAway(OutsideSystem.MosRu).ShouldBeFalse("nobody knows");
        outages.Failed(OutsideSystem.MosRu);
        outages.IsAway(OutsideSystem.MosRu).ShouldBeFalse("a silence of its own");
    }
}
