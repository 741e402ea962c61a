namespace Mesh.Cabinet.Shell;

/// <summary>Tells when somebody who types rests: what they have typed is kept then, and not with every letter.</summary>
internal sealed class TypingPause(TimeProvider time)
{
    /// <summary>Between the last key and the moment when what was typed is kept.</summary>
    internal static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    private int keys;

    /// <summary>After a key: true once no other has followed it for a pause.</summary>
    public async Task<bool> IsOverAsync()
    {
        var key = ++keys;
        await Task.Delay(Length, time);
        return key == keys;
    }

    /// <summary>What was typed is sent or thrown away: nothing of it is kept any more.</summary>
    public void End() => keys++;
}
