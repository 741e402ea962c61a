using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>
/// Tells an address of every commit of SQLite in this process, before it and after it, with the transaction's last change as text. The
/// commit waits for the answer: who does not answer stops the process there.
/// </summary>
internal static class CommitWatch
{
    public const string Path = "/watch";

    private const string Library = "e_sqlite3";
    private const uint StatementBegins = 1;
    private const uint StatementEnds = 2;
    private static readonly string[] Watched = ["Activations", "AuditTrail", "ReceivedEvents", "Position"];

    // What native code calls must not be collected.
    private static readonly EntryPoint Entry = Opened;
    private static readonly TraceCallback Traced = Trace;
    private static readonly CommitCallback Committed = BeforeCommit;

    private static readonly ConcurrentDictionary<IntPtr, Change> Changes = new();
    private static HttpClient? http;

    private delegate int EntryPoint(IntPtr database, IntPtr error, IntPtr api);

    private delegate int TraceCallback(uint kind, IntPtr database, IntPtr statement, IntPtr detail);

    private delegate int CommitCallback(IntPtr database);

    /// <summary>Watches every connection that is opened from now on.</summary>
    public static void Begin(Uri address)
    {
        http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _ = NativeAutoExtension(Entry);
    }

    private static int Opened(IntPtr database, IntPtr error, IntPtr api)
    {
        Changes[database] = new Change();
        _ = NativeCommitHook(database, Committed, database);
        return NativeTrace(database, StatementBegins | StatementEnds, Traced, database);
    }

    private static int Trace(uint kind, IntPtr database, IntPtr statement, IntPtr detail)
    {
        var change = Changes[database];
        if (kind == StatementEnds)
        {
            if (change.IsCommitted)
                Tell("after", change.Text);
            change.IsCommitted = false;
        }
        else if (Text(statement) is { } text && text.TrimStart().Split(' ')[0] is "INSERT" or "UPDATE" or "DELETE")
        {
            change.Text = text;
        }

        return 0;
    }

    private static int BeforeCommit(IntPtr database)
    {
        var change = Changes[database];
        change.IsCommitted = true;
        Tell("before", change.Text);
        return 0;
    }

    private static void Tell(string moment, string change)
    {
        if (!Watched.Any(word => change.Contains(word, StringComparison.Ordinal)))
            return;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}/{moment}") { Content = new StringContent(change) };
            using var answer = http!.Send(request);
        }
        catch (HttpRequestException)
        {
            // Nobody watches any more.
        }
    }

    private static string? Text(IntPtr statement)
    {
        var text = NativeExpandedText(statement);
        try
        {
            return Marshal.PtrToStringUTF8(text);
        }
        finally
        {
            NativeFree(text);
        }
    }

    [DllImport(Library, EntryPoint = "sqlite3_auto_extension")]
    private static extern int NativeAutoExtension(EntryPoint entry);

    [DllImport(Library, EntryPoint = "sqlite3_commit_hook")]
    private static extern IntPtr NativeCommitHook(IntPtr database, CommitCallback callback, IntPtr context);

    [DllImport(Library, EntryPoint = "sqlite3_trace_v2")]
    private static extern int NativeTrace(IntPtr database, uint kinds, TraceCallback callback, IntPtr context);

    [DllImport(Library, EntryPoint = "sqlite3_expanded_sql")]
    private static extern IntPtr NativeExpandedText(IntPtr statement);

    [DllImport(Library, EntryPoint = "sqlite3_free")]
    private static extern void NativeFree(IntPtr text);

    private sealed class Change
    {
        public string Text { get; set; } = "";

        public bool IsCommitted { get; set; }
    }
}
