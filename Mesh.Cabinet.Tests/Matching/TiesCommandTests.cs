using Mesh.Cabinet.Tests.Shell;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary><c>ties</c> as support starts it: what is printed, what is left, and the exit codes.</summary>
public sealed class TiesCommandTests : IDisposable
{
    private readonly CommandProcess commands = new();

    public void Dispose() => commands.Dispose();

    [Fact(DisplayName = "D11, D21, E44: support looks, parts an account from a record, gives the record to another account and moves all to another record")]
    public async Task Support_mends_a_tie()
    {
        await FillAsync();
        var (code, list) = await commands.RunAsync("ties", "list", "u1");
        code.ShouldBe(0, list);
        foreach (var words in (string[])["Запись u1: Иванов Иван Иванович", "Связана с аккаунтом MosRu/anna", "Логин Anna: аккаунт готов", "Сеанс:", "Обращение № 1"])
            list.ShouldContain(words);
        foreach (var login in (string[])["anna", "ANNA", "anna.mos", "ivanov.i", "Gosuslugi/none"])
            (await commands.RunAsync("ties", "list", login)).ShouldSatisfyAllConditions(found => found.ExitCode.ShouldBe(login == "Gosuslugi/none" ? 1 : 0, login));

        (await commands.RunAsync("ties", "release", "u1")).ExitCode.ShouldBe(1, "without a reason nothing is done");
        (await commands.RunAsync("ties", "release", "u1", "--why", "Это не он")).ExitCode.ShouldBe(0);
        (await commands.ScalarAsync("SELECT COUNT(*) FROM Ties")).ShouldBe("0");
        (await commands.ScalarAsync("SELECT COUNT(*) FROM Sessions")).ShouldBe("0");
        (await commands.RunAsync("ties", "release", "u1", "--why", "Это не он")).ShouldBe((1, "Запись u1 ни с каким аккаунтом не связана.\n"));
        (await commands.RunAsync("ties", "list", "u1")).Output.ShouldContain("сам не свяжется: MosRu/anna");

        (await commands.RunAsync("ties", "move", "u1", "--account", "vera", "--why", "Проверили паспорт")).ExitCode.ShouldBe(0);
        (await commands.ScalarAsync("SELECT Subject FROM Ties WHERE PersonId = 'u1'")).ShouldBe("vera");
        (await commands.RunAsync("ties", "move", "u1", "u2", "--account", "vera", "--why", "И то и другое")).ExitCode.ShouldBe(1);
        (await commands.RunAsync("ties", "move", "u1", "none", "--why", "Нет такой")).ShouldBe((1, "Записи none нет.\n"));
        (await commands.RunAsync("ties", "move", "u1", "u2", "--why", "Новый номер записи")).ExitCode.ShouldBe(0);
        (await commands.ScalarAsync("SELECT Login FROM Activations WHERE PersonId = 'u2'")).ShouldBe("Anna");
        (await commands.RunAsync("ties", "list", "vera")).Output.ShouldContain("Прежняя запись: u1");
        (await commands.ScalarAsync("SELECT COUNT(*) FROM AuditTrail WHERE Event LIKE 'tie-%' AND ByPersonId = 'support'")).ShouldBe("4");
    }

    private async Task FillAsync()
    {
        var records = Directory.CreateDirectory(Path.Combine(commands.Folder, "records")).FullName;
        await File.WriteAllTextAsync(Path.Combine(records, "orgs.csv"), "sourcedId,name,type,parentSourcedId\nmsk,Москва,state,\ns1,Школа № 1,school,msk\n");
        await File.WriteAllTextAsync(Path.Combine(records, "users.csv"), "sourcedId,username,userIds,familyName,givenName,middleName\nu1,ivanov.i,{SNILS:112-233-445 95},Иванов,Иван,Иванович\nu2,,,Иванов,Иван,Иванович\n");
        await File.WriteAllTextAsync(Path.Combine(records, "roles.csv"), "sourcedId,userSourcedId,roleType,role,orgSourcedId\nr1,u1,primary,teacher,s1\nr2,u2,primary,teacher,s1\n");
        (await commands.RunAsync("database", "migrate")).ExitCode.ShouldBe(0);
        var (code, output) = await commands.RunAsync("records", "import", records);
        code.ShouldBe(0, output);
        var values = new { Now = DateTimeOffset.UtcNow, Later = DateTimeOffset.UtcNow.AddHours(1), Id = Guid.CreateVersion7(), Bytes = new byte[32] };
        await commands.ExecuteAsync("INSERT INTO Ties (PersonId, Provider, Subject, TiedAt) VALUES ('u1', 'MosRu', 'anna', @Now)", values);
        await commands.ExecuteAsync("""
            INSERT INTO Activations (PersonId, Id, Login, FoldedLogin, WantedLogin, AskedLogin, MosRuLogin, ReservedAt, CompletedAt)
            VALUES ('u1', @Id, 'Anna', 'anna', 'Anna', 'Anna', 'anna.mos', @Now, @Now)
            """, values);
        await commands.ExecuteAsync("""
            INSERT INTO Sessions (Id, SecretHash, Provider, Subject, ProfileProtected, Device, SignedInAt, SeenAt, ExpiresAt)
            VALUES (@Id, @Bytes, 'MosRu', 'anna', @Bytes, 'Firefox/1', @Now, @Now, @Later)
            """, values);
        await commands.ExecuteAsync("INSERT INTO SupportCases (Id, Kind, PersonId, OpenedAt) VALUES (@Id, 'SnilsDiffers', 'u1', @Now)", values);
    }
}
