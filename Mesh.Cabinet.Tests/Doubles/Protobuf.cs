using System.Buffers.Binary;
using System.Text;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>A message in the wire format of Protocol Buffers, read by the numbers of its fields.</summary>
internal sealed class Protobuf
{
    private readonly List<(int Number, object Value)> fields = [];

    /// <exception cref="InvalidDataException">It is no such message.</exception>
    public Protobuf(ReadOnlyMemory<byte> message)
    {
        var rest = message;
        while (!rest.IsEmpty)
        {
            var tag = Varint(ref rest);
            fields.Add(((int)(tag >> 3), (tag & 7) switch
            {
                0 => (object)Varint(ref rest),
                1 => Take(ref rest, 8),
                2 => Take(ref rest, (int)Varint(ref rest)),
                5 => Take(ref rest, 4),
                var other => throw new InvalidDataException($"Wire type {other}"),
            }));
        }
    }

    public IEnumerable<Protobuf> All(int number) => Bytes(number).Select(bytes => new Protobuf(bytes));

    public Protobuf? Find(int number) => All(number).FirstOrDefault();

    public string Text(int number) => Bytes(number).Select(bytes => Encoding.UTF8.GetString(bytes.Span)).FirstOrDefault() ?? "";

    public string Hex(int number) => Bytes(number).Select(bytes => Convert.ToHexString(bytes.Span)).FirstOrDefault() ?? "";

    public ulong? Number(int number) => fields.Where(field => field.Number == number).Select(field => field.Value).OfType<ulong>().Cast<ulong?>().FirstOrDefault();

    /// <summary>A field of eight bytes: a whole number or a double, as its kind has it.</summary>
    public ulong? Fixed64(int number) => Bytes(number).Select(bytes => (ulong?)BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span)).FirstOrDefault();

    public bool Has(int number) => fields.Exists(field => field.Number == number);

    private IEnumerable<ReadOnlyMemory<byte>> Bytes(int number) => fields.Where(field => field.Number == number).Select(field => field.Value).OfType<ReadOnlyMemory<byte>>();

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest, int length)
    {
        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> rest)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = rest.Span[0];
            rest = rest[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
