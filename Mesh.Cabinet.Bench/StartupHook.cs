using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.IO.Pipes;
using System.Runtime;

/// <summary>
/// Runs inside each measured server, by <c>DOTNET_STARTUP_HOOKS</c>, which looks for a type of this name outside of any namespace.
/// On each connection to its pipe it collects all garbage and answers with the heap that is left and the circuits that are kept.
/// </summary>
#pragma warning disable MA0047 // The runtime looks for exactly this.
internal static class StartupHook
{
    private const int Collections = 3;
    private static long circuits;

    public static string PipeOf(int process) => $"mesh-cabinet-bench-{process}";

    public static void Initialize()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, itself) =>
            {
                if (instrument.Name is "aspnetcore.components.circuit.active")
                    itself.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref circuits, change));
        listener.Start();
        new Thread(Answer) { IsBackground = true, Name = nameof(StartupHook) }.Start();
    }

    private static void Answer()
    {
        var next = Open();
        while (true)
        {
            next.WaitForConnection();
            using var pipe = next;
            next = Open(); // Before this one is closed: with the last of them goes the address, and who has just connected.
            for (var collection = 0; collection < Collections; collection++)
            {
                GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            using var writer = new BinaryWriter(pipe);
            writer.Write(GC.GetTotalMemory(forceFullCollection: false));
            writer.Write(Interlocked.Read(ref circuits));
        }
    }

    private static NamedPipeServerStream Open() =>
        new(PipeOf(Environment.ProcessId), PipeDirection.Out, NamedPipeServerStream.MaxAllowedServerInstances);
}
