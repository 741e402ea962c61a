using Mesh.Cabinet.Database;

namespace Mesh.Cabinet.Tests.Database;

public sealed class FieldProtectionKeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mesh-key-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_setting_is_the_key_and_no_file_is_made()
    {
        var key = Enumerable.Range(0, FieldProtection.KeySize).Select(number => (byte)number).ToArray();
        FieldProtectionKey.Find($" {Convert.ToBase64String(key)}\n", folder).ShouldBe(key);
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_setting_a_key_is_made_once_which_only_its_owner_reads()
    {
        var data = Path.Combine(folder, "data");
        var key = FieldProtectionKey.Find("", data);
        key.Length.ShouldBe(FieldProtection.KeySize);
        FieldProtectionKey.Find(null, data).ShouldBe(key);
        var file = Directory.EnumerateFiles(data).ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_file_that_holds_no_key_is_never_replaced_by_a_new_one()
    {
        FieldProtectionKey.Find("", folder);
        var file = Directory.EnumerateFiles(folder).Single();
        File.WriteAllText(file, "broken");
        Should.Throw<InvalidOperationException>(() => FieldProtectionKey.Find("", folder));
        File.ReadAllText(file).ShouldBe("broken");
    }

    [Theory]
    [InlineData("", true, null)]
    [InlineData(null, false, "is required outside Development")]
    [InlineData("  ", false, "is required outside Development")]
    [InlineData("not base64!", true, "must be 32 random bytes in Base64")]
    [InlineData("AAAA", false, "must be 32 random bytes in Base64")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIj", false, "must be 32 random bytes in Base64")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", false, null)]
    public void A_fault_of_the_setting_is_said(string? setting, bool isDevelopment, string? fault) =>
        FieldProtectionKey.Fault(setting, isDevelopment).ShouldBe(fault);

    [Fact]
    public void Each_old_key_that_cannot_be_used_is_said_by_its_number()
    {
        const string key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        var other = Convert.ToBase64String(new byte[FieldProtection.KeySize]);
        FieldProtectionKey.OldFaults(key, []).ShouldBeEmpty();
        FieldProtectionKey.OldFaults(key, [other, "AAAA", $" {key}", ""]).ShouldBe(
            [(1, "must be 32 random bytes in Base64"), (2, "must not be FieldProtection:Key itself"), (3, "must be 32 random bytes in Base64")]);
        FieldProtectionKey.FindOld([other]).ShouldHaveSingleItem().ShouldBe(new byte[FieldProtection.KeySize]);
    }
}
