using System.CommandLine;

namespace Mesh.Cabinet.Provider.Keys;

/// <summary><c>keys rotate</c>: the next signing and encryption key at once.</summary>
internal sealed class KeysCommand : Command
{
    public KeysCommand(ProviderKeys keys)
        : base("keys", ProviderText.KeysAbout)
    {
        var rotate = new Command("rotate", ProviderText.KeysRotateAbout);
        rotate.SetAction(async (_, cancellation) =>
        {
            var usedFrom = await keys.RotateAsync(cancellation);
            Terminal.Out.WriteLine(string.Format(ProviderText.KeysRotated, $"{usedFrom:O}"));
            return 0;
        });
        Subcommands.Add(rotate);
    }
}
