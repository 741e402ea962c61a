using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Mesh.Cabinet.Bench.Servers;

/// <summary>Processor time of another process. Linux keeps it in nanoseconds; elsewhere the runtime's own counter must do.</summary>
internal static partial class ServerCpu
{
    private const int SchedulerClock = 2;

    public static TimeSpan Of(Process process)
    {
        if (!OperatingSystem.IsLinux())
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }

        // The clock id of a process, as clock_getcpuclockid(3) makes it.
        return clock_gettime((~process.Id << 3) | SchedulerClock, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick)
            : throw new InvalidOperationException($"Process {process.Id} has ended.");
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
