using System.Globalization;

namespace Mesh.Cabinet.Audit;

/// <summary>An end of the chain that an operator wrote down outside the database.</summary>
internal sealed record KeptHead(long Sequence, byte[] Seal)
{
    /// <summary>«120:AB12…»; null if it is none.</summary>
    public static KeptHead? TryParse(string text)
    {
        var parts = text.Trim().Split(':');
        if (parts is not [var number, var seal] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return null;
        var bytes = new byte[SealRules.KeySize];
        return seal.Length == 2 * SealRules.KeySize && Convert.FromHexString(seal, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == bytes.Length
            ? new KeptHead(sequence, bytes)
            : null;
    }

    public bool Is(ChainEnd place) => place.Sequence == Sequence && place.Seal.AsSpan().SequenceEqual(Seal);
}
