using System.Buffers.Binary;
using System.Text;

namespace Mesh.Cabinet.Bench.Clients;

/// <summary>
/// Reads a render batch as <c>blazor.web.js</c> does: at its end stand the offsets of its sections; frames are of 20 bytes; strings
/// stand in a table of their own.
/// </summary>
internal static class RenderBatch
{
    private const int FrameSize = 20;
    private const int AttributeFrame = 3;
    private const int NameAt = 4;
    private const int HandlerAt = 12;

    /// <summary>The first handler of an event that the batch brings; null if it brings none.</summary>
    public static ulong? Handler(byte[] batch, string @event)
    {
        var frames = Number(batch, batch.Length - 16);
        var strings = Number(batch, batch.Length - 4);
        var count = Number(batch, frames);
        for (var at = frames + sizeof(int); count > 0; count--, at += FrameSize)
        {
            if (Number(batch, at) != AttributeFrame || BinaryPrimitives.ReadUInt64LittleEndian(batch.AsSpan(at + HandlerAt)) is not (> 0 and var handler))
                continue;
            if (Text(batch, strings, Number(batch, at + NameAt)) == @event)
                return handler;
        }

        return null;
    }

    private static int Number(byte[] batch, int at) => BinaryPrimitives.ReadInt32LittleEndian(batch.AsSpan(at));

    private static string Text(byte[] batch, int table, int index)
    {
        var at = Number(batch, table + sizeof(int) * index);
        var (length, shift) = (0, 0);
        for (; ; shift += 7)
        {
            var part = batch[at++];
            length |= (part & 0x7f) << shift;
            if (part < 0x80)
                return Encoding.UTF8.GetString(batch, at, length);
        }
    }
}
