using Mesh.Cabinet.Devices;

namespace Mesh.Cabinet.Tests.Devices;

/// <summary>What is news about who comes into an account, and what is known.</summary>
public sealed class NewEntryTests
{
    private const string Here = "Safari на iPhone";
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0) Firefox/145.0";
    private const string NewerFirefox = "Mozilla/5.0 (Windows NT 10.0) Firefox/146.0";
    private const string Phone = "Mozilla/5.0 (iPhone) Version/18.6";
    private static readonly DateTimeOffset Now = new(2026, 9, 10, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_browser_that_never_came_before_is_news_for_a_week() =>
        Of(Entry("signed-in", Firefox, -6, -2)).ShouldBe(new NewEntry("Firefox на Windows", null, Now.AddDays(-2)));

    [Theory]
    [InlineData("signed-in", Phone, -1)]
    [InlineData("signed-in-by-device", Phone, -1)]
    [InlineData("signed-in", Firefox, -8)]
    [InlineData("device-bound", Firefox, -8)]
    public void The_browser_at_hand_and_what_is_older_than_a_week_are_none(string what, string browser, int days) =>
        Of(Entry(what, browser, days, days)).ShouldBeNull();

    [Fact]
    public void A_newer_version_of_a_known_browser_is_none() =>
        Of(Entry("signed-in", Firefox, -30, -9), Entry("signed-in", NewerFirefox, -1, -1)).ShouldBeNull();

    [Fact]
    public void A_bound_device_is_news_whatever_bound_it() =>
        Of(Entry("device-bound", Phone, -1, -1) with { Detail = "Телефон" }).ShouldBe(new NewEntry(Here, "Телефон", Now.AddDays(-1)));

    [Fact]
    public void What_the_person_has_looked_at_is_none_and_what_came_after_is()
    {
        var first = Entry("signed-in", Firefox, -3, -1) with { LookedAt = Now.AddDays(-2) };
        Of(first).ShouldBeNull();
        Of(first, Entry("signed-in", "Mozilla/5.0 (Linux; Android 15) YaBrowser/25", -1, -1) with { LookedAt = Now.AddDays(-2) })!.Browser.ShouldBe("Яндекс Браузер на Android");
    }

    [Fact]
    public void Of_several_the_latest_is_told() =>
        Of(Entry("signed-in", Firefox, -3, -3), Entry("device-bound", Phone, -2, -2) with { Detail = "Телефон" })!.DeviceName.ShouldBe("Телефон");

    private static NewEntry? Of(params SeenEntry[] seen) => NewEntry.Of(seen, Here, Now);

    private static SeenEntry Entry(string what, string browser, int first, int last) =>
        new() { Event = what, Browser = browser, FirstAt = Now.AddDays(first), LastAt = Now.AddDays(last) };
}
