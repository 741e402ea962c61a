namespace Mesh.Cabinet.Tests;

/// <summary>Parts that a machine may lack: a test that needs one is skipped visibly, or fails where CI must have it.</summary>
internal static class Parts
{
    /// <summary>Debian's Chromium, which the journeys drive.</summary>
    public const string Chromium = "/usr/bin/chromium";

    public static void Need(bool isThere, string name)
    {
        if (!isThere && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"CI lacks a part that the tests need: {name}.");
        Assert.SkipUnless(isThere, $"Needs {name}.");
    }

    public static void NeedChromium() => Need(File.Exists(Chromium), "Chromium");
}
