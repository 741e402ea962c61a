using System.Security.Cryptography;
using System.Text;
using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.SchoolRecords.Import.Rows;

/// <summary>The content of one row that was read without fault.</summary>
internal abstract record RowContent
{
    /// <summary>The values by which two versions of a record are told apart: no protected bytes, which differ each time.</summary>
    public abstract IEnumerable<object?> Distinguishing { get; }

    /// <summary>The values in the order of <see cref="RecordKind.Checked"/>.</summary>
    public virtual object?[] Checked => [];

    /// <summary>The values in the order of the staged table's own columns.</summary>
    public abstract object?[] Values();
}

/// <summary>Hashes the contents of rows, one after another.</summary>
/// <param name="key">One that stays: under another no row would look unchanged.</param>
internal sealed class ContentHasher(byte[] key) : IDisposable
{
    private readonly MemoryStream content = new();

    /// <summary>HMAC-SHA-256 of the content: a plain hash would be a way to test guesses of СНИЛС and contacts.</summary>
    public byte[] Hash(RowContent row)
    {
        content.SetLength(0);
        using var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true);
        foreach (var value in row.Distinguishing)
        {
            writer.Write(value is not null);
            switch (value)
            {
                case null: break;
                case string text: writer.Write(text); break;
                case bool flag: writer.Write(flag); break;
                case DateOnly date: writer.Write(date.DayNumber); break;
                case byte[] bytes: writer.Write(bytes.Length); writer.Write(bytes); break;
                default: throw new InvalidOperationException($"{value.GetType()} cannot be hashed.");
            }
        }

        writer.Flush();
        return HMACSHA256.HashData(key, content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    public void Dispose() => content.Dispose();
}

/// <summary>A row on its way into the staged tables.</summary>
internal sealed record ImportedRow
{
    /// <summary>By which the staged tables know it: the line of the file, or where a row holds several records its own number.</summary>
    public required int Number { get; init; }

    /// <summary>Null if it could not be read.</summary>
    public required string? Id { get; init; }

    public bool IsRefused { get; init; }

    /// <summary>The record is gone: <c>tobedeleted</c>, a person who is not enabled, a role that gives nothing.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Null if the row is refused or withdrawn.</summary>
    public RowContent? Content { get; init; }
}

/// <summary>What is known of one kind of contact of a person.</summary>
internal sealed record RowContact(ProtectedField Kind, string Value);
