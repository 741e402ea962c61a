using Mesh.Cabinet.SchoolRecords.Import;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords.Import;

/// <summary>Damaged files: an import ends with an answer, whole or not at all.</summary>
public sealed class FuzzTests : IDisposable
{
    private readonly TestRoster roster = new();

    public void Dispose() => roster.Dispose();

    [Theory]
    [InlineData("users.csv")]
    [InlineData("orgs.csv")]
    [InlineData("roles.csv")]
    public async Task Flipped_bits_and_cut_ends_never_crash_an_import_nor_leave_half_of_it(string file)
    {
        await roster.CountAsync();
        var before = roster.Database.RecordsDump();
        var path = Path.Combine(roster.Folder, file);
        var whole = await File.ReadAllBytesAsync(path);
        var random = new Random(file.Length);
        for (var round = 0; round < 25; round++)
        {
            await File.WriteAllBytesAsync(path, Damage(whole, random));
            var outcome = await roster.ImportAsync(roster.Folder);
            if (outcome is ImportOutcome.Done { Total: { Added: 0, Changed: 0, Withdrawn: 0 } } or not ImportOutcome.Done)
                roster.Database.RecordsDump().ShouldBe(before, $"{outcome} of round {round}");

            // What an import says it did is what it did: the same file again changes nothing.
            if (outcome is ImportOutcome.Done)
                (await roster.ImportAsync(roster.Folder)).ShouldBeOfType<ImportOutcome.Done>().Total.ShouldBe(((ImportOutcome.Done)outcome).Total with { Added = 0, Changed = 0, Withdrawn = 0 });
            await File.WriteAllBytesAsync(path, whole);
            (await roster.ImportAsync(roster.Folder, allowsWithdrawals: true)).ShouldBeOfType<ImportOutcome.Done>().Total.Refused.ShouldBe(0);
            before = roster.Database.RecordsDump();
        }
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        var bytes = (byte[])whole.Clone();
        if (random.Next(4) == 0)
            return bytes[..random.Next(bytes.Length)];
        for (var flips = random.Next(1, 4); flips > 0; flips--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }
}
