using System.IO.Compression;
using System.Text;
using Mesh.Cabinet.SchoolRecords.Import;
using Shouldly;

namespace Mesh.Cabinet.Tests.SchoolRecords.Import;

/// <summary>Packages as they come: zips and folders, marks and quotes, and the ones that are a trap.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Everything = "added=8 changed=0 withdrawn=0 refused=0";
    private readonly TestRoster roster = new();

    private string ZipPath => Path.Combine(roster.Database.Folder, "records.zip");

    public void Dispose() => roster.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("2026-09-01/")]
    public async Task A_zip_with_its_files_at_the_root_or_in_one_folder_is_read(string folder)
    {
        roster.Write();
        Zip(zip =>
        {
            foreach (var file in Directory.EnumerateFiles(roster.Folder))
                zip.CreateEntryFromFile(file, folder + Path.GetFileName(file));
        });
        TestRoster.Line(await roster.ImportAsync(ZipPath)).ShouldBe(Everything);
    }

    [Fact]
    public async Task What_a_Mac_adds_to_a_zip_is_passed_over()
    {
        roster.Write();
        Zip(zip =>
        {
            zip.CreateEntry("records/");
            zip.CreateEntry("records/.DS_Store");
            foreach (var file in Directory.EnumerateFiles(roster.Folder))
            {
                zip.CreateEntryFromFile(file, $"records/{Path.GetFileName(file)}");
                zip.CreateEntry($"__MACOSX/records/._{Path.GetFileName(file)}");
            }
        });

        TestRoster.Line(await roster.ImportAsync(ZipPath)).ShouldBe(Everything);
    }

    [Theory]
    [InlineData("../orgs.csv")]
    [InlineData("/orgs.csv")]
    [InlineData("a/../orgs.csv")]
    [InlineData("C:\\orgs.csv")]
    [InlineData("..\\orgs.csv")]
    [InlineData("ORGS.csv")]
    public async Task A_zip_with_a_name_that_leads_elsewhere_is_not_read_at_all(string name)
    {
        roster.Write();
        Zip(zip =>
        {
            foreach (var file in Directory.EnumerateFiles(roster.Folder))
                zip.CreateEntryFromFile(file, Path.GetFileName(file));
            zip.CreateEntry(name);
        });
        (await roster.ImportAsync(ZipPath)).ShouldBeOfType<ImportOutcome.NothingRead>();
        roster.Database.RecordsDump().ShouldBeEmpty();
    }

    [Theory(DisplayName = "E51: a package made by any system is read, and names that are not read are not judged")]
    [InlineData("{0}", "../readme.txt")]
    [InlineData("{0}", "C:\\сведения.txt")]
    [InlineData("{0}", "old/orgs.csv")]
    [InlineData("{0}", "a\\b\\c.doc")]
    [InlineData("Выгрузка/{0}", "readme.txt")]
    [InlineData("Выгрузка\\{0}", "Выгрузка\\фото\\1.jpg")]
    [InlineData("a/b/{0}", "a/readme.txt")]
    public async Task A_zip_of_any_system(string place, string beside)
    {
        roster.Write();
        foreach (var encoding in new[] { Encoding.UTF8, CodePagesEncodingProvider.Instance.GetEncoding(866)! })
        {
            using (var zip = new ZipArchive(File.Create(ZipPath), ZipArchiveMode.Create, leaveOpen: false, encoding))
            {
                foreach (var file in Directory.EnumerateFiles(roster.Folder))
                    zip.CreateEntryFromFile(file, string.Format(null, place, Path.GetFileName(file).ToUpperInvariant()));
                zip.CreateEntry(beside);
            }

            TestRoster.Line(await roster.ImportAsync(ZipPath, isDryRun: true)).ShouldBe(Everything);
        }
    }

    [Fact(DisplayName = "E51: a folder is read as a zip is, and of two packages at once none")]
    public async Task A_folder_of_any_system()
    {
        roster.Write();
        var outer = Directory.CreateDirectory(Path.Combine(roster.Folder, "..", "outer"));
        var inner = outer.CreateSubdirectory("Выгрузка");
        foreach (var file in Directory.EnumerateFiles(roster.Folder))
            File.Copy(file, Path.Combine(inner.FullName, Path.GetFileName(file).ToUpperInvariant()));
        await File.WriteAllTextAsync(Path.Combine(outer.FullName, "readme.txt"), "", TestContext.Current.CancellationToken);
        TestRoster.Line(await roster.ImportAsync(outer.FullName, isDryRun: true)).ShouldBe(Everything);

        var second = outer.CreateSubdirectory("Прежняя");
        foreach (var file in Directory.EnumerateFiles(roster.Folder))
            File.Copy(file, Path.Combine(second.FullName, Path.GetFileName(file)));
        (await roster.ImportAsync(outer.FullName)).ShouldBeOfType<ImportOutcome.NothingRead>().Reason.ShouldContain("«Прежняя»");
    }

    [Fact]
    public async Task A_blown_up_zip_is_not_read()
    {
        Zip(zip =>
        {
            using var entry = zip.CreateEntry("users.csv").Open();
            for (var number = 0; number < 64; number++)
                entry.Write(new byte[1 << 20]);
        });
        (await roster.ImportAsync(ZipPath)).ShouldBeOfType<ImportOutcome.NothingRead>().Reason.ShouldContain("zip");
    }

    [Fact]
    public async Task A_zip_with_too_many_files_is_not_read()
    {
        Zip(zip =>
        {
            for (var number = 0; number < 101; number++)
                zip.CreateEntry($"{number}.csv");
        });
        (await roster.ImportAsync(ZipPath)).ShouldBeOfType<ImportOutcome.NothingRead>().Reason.ShouldContain("100");
    }

    [Fact]
    public async Task A_cut_or_damaged_zip_changes_nothing()
    {
        roster.Write();
        Zip(zip =>
        {
            foreach (var file in Directory.EnumerateFiles(roster.Folder))
                zip.CreateEntryFromFile(file, Path.GetFileName(file));
        });
        var whole = await File.ReadAllBytesAsync(ZipPath);
        var random = new Random(1);
        for (var round = 0; round < 60; round++)
        {
            var bytes = (byte[])whole.Clone();
            if (round % 3 == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            else
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(ZipPath, bytes);
            var outcome = await roster.ImportAsync(ZipPath, isDryRun: true);
            outcome.ShouldBeOneOf([outcome is ImportOutcome.Done ? outcome : outcome.ShouldBeOfType<ImportOutcome.NothingRead>()]);
        }

        roster.Database.RecordsDump().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_byte_order_mark_quotes_any_column_order_and_unknown_columns_are_no_matter()
    {
        roster.Write();
        var text = "nickname,metadata.mesh.teamsDomain,\"TYPE\", name ,parentSourcedId,sourcedId,note\r\n"
            + "x,,state,Москва,,msk,\"a, \"\"b\"\"\r\nc\"\r\n\r\n"
            + "x,zao.obr.mos.ru,district,ЗАО,msk,zao,\r\nx,,school,\"Школа \"\"№ 1\"\", бывшая\",zao,s1,\r\nx,,school,,zao,s2,";
        await File.WriteAllTextAsync(Path.Combine(roster.Folder, "orgs.csv"), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        TestRoster.Line(await roster.ImportAsync(roster.Folder)).ShouldBe("added=7 changed=0 withdrawn=0 refused=1");
        roster.Refused.ShouldBe(["orgs.csv:7:name"]);
        (await roster.Records.FindAsync("u1", default))!.Posts[0].School.Name.ShouldBe("Школа \"№ 1\", бывшая");
    }

    [Theory]
    [InlineData("orgs.csv")]
    [InlineData("users.csv")]
    [InlineData("roles.csv")]
    public async Task A_package_without_a_required_file_is_not_read(string file)
    {
        roster.Write();
        File.Delete(Path.Combine(roster.Folder, file));
        (await roster.ImportAsync(roster.Folder)).ShouldBeOfType<ImportOutcome.NothingRead>().File.ShouldBe(file);
    }

    [Fact]
    public async Task A_path_that_does_not_exist_or_is_no_package_says_so()
    {
        (await roster.ImportAsync(Path.Combine(roster.Folder, "nothing"))).ShouldBeOfType<ImportOutcome.NothingRead>();
        roster.Write();
        (await roster.ImportAsync(Path.Combine(roster.Folder, "users.csv"))).ShouldBeOfType<ImportOutcome.NothingRead>();
    }

    [Fact]
    public async Task A_file_that_is_empty_binary_or_has_no_header_gets_a_clear_answer()
    {
        roster.Write();
        foreach (var content in new byte[][]
        {
            [],
            [.. "\n\n\n"u8],
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0],
            [.. "u1,ivanov,,Иванов,Иван\n"u8],
            Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("sourcedId,username,givenName,familyName\n")).ToArray(),
            [.. "sourcedId,username,givenName,familyName,sourcedId\n"u8],
        })
        {
            await File.WriteAllBytesAsync(Path.Combine(roster.Folder, "users.csv"), content);
            var answer = (await roster.ImportAsync(roster.Folder)).ShouldBeOfType<ImportOutcome.NothingRead>();
            answer.File.ShouldBe("users.csv");
            answer.Reason.ShouldNotBeEmpty();
        }

        roster.Database.RecordsDump().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_million_columns_or_a_row_without_end_is_refused()
    {
        roster.Write();
        var users = Path.Combine(roster.Folder, "users.csv");
        const string header = "sourcedId,username,givenName,familyName\n";
        foreach (var content in new[] { new string(',', 1_000_000), header + new string(',', 1_000_000), header + "u1,\"" + new string('x', 3_000_000), header + "u1,\"" + new string('\n', 3_000_000) })
        {
            await File.WriteAllTextAsync(users, content);
            (await roster.ImportAsync(roster.Folder)).ShouldBeOfType<ImportOutcome.NothingRead>().File.ShouldBe("users.csv");
        }

        roster.Database.RecordsDump().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delta_package_is_not_taken_for_a_whole_one()
    {
        roster.Write("manifest.csv", "propertyName,value", ["manifest.version,1.0", "oneroster.version,1.2", "file.users,delta"]);
        (await roster.ImportAsync()).ShouldBeOfType<ImportOutcome.NothingRead>().File.ShouldBe("manifest.csv");
        roster.Write("manifest.csv", "propertyName,value", ["manifest.version,1.0", "oneroster.version,1.2", "file.users,bulk"]);
        TestRoster.Line(await roster.ImportAsync()).ShouldBe(Everything);
    }

    private void Zip(Action<ZipArchive> fill)
    {
        using var zip = new ZipArchive(File.Create(ZipPath), ZipArchiveMode.Create);
        fill(zip);
    }
}
