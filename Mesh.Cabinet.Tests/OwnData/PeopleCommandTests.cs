using System.Text.Json;
using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Tests.Database;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.OwnData;

/// <summary>A person in the running product: has their data, by the page and by a command, and is erased.</summary>
public sealed class PeopleCommandTests
{
    [Fact(DisplayName = "R61, D20: a person downloads their own data after a fresh sign-in, an operator exports and erases them with an act, and they begin anew")]
    public async Task Journey()
    {
        Assert.SkipWhen(TestServer.IsNamed, TestServer.KeepsNoFile);
        await using var product = await RunningProduct.StartAsync();
        using var teacher = new HttpVisitor(product);
        await teacher.SignInAsync("petrova_anna", "Shkola-2026");
        await teacher.ActivateAsync("Shkola-2026");
        var token = await teacher.FormTokenAsync();
        var early = await teacher.PostAsync("/cabinet/account/data", ("__RequestVerificationToken", token), ("as", "json"));
        early.Text.ShouldNotContain("\"sections\"", customMessage: "the sign-in is not fresh: mos.ru has not been asked again");

        await teacher.SignInAsync("petrova_anna", "Shkola-2026", "/sign-in/again?returnUrl=%2Fcabinet%2Faccount");
        token = await teacher.FormTokenAsync();
        var own = await teacher.PostAsync("/cabinet/account/data", ("__RequestVerificationToken", token), ("as", "json"));
        var sections = JsonDocument.Parse(own.Text).RootElement.GetProperty("sections").EnumerateArray().ToDictionary(one => one.GetProperty("title").GetString()!, one => one.GetProperty("rows"));
        sections["Аккаунт МЭШ и его логин"][0].GetProperty("login").GetString().ShouldBe("petrova_anna");
        sections["Открытые сеансы и профиль города в них"][0].GetProperty("profile").GetProperty("GivenName").GetString().ShouldBe("Анна");
        sections.ShouldContainKey("Запись школы");
        (await teacher.PostAsync("/cabinet/account/data", ("__RequestVerificationToken", token), ("as", "page"))).Text.ShouldContain("<dt>Логин</dt><dd>petrova_anna</dd>");

        var database = product.Place.Database;
        await using (var connection = await database.OpenAsync())
        {
            await using var read = connection.CreateCommand();
            read.CommandText = "SELECT PersonId FROM Activations";
            var person = (string)(await read.ExecuteScalarAsync())!;
            var file = Path.Combine(product.Folder, "anna.json");
            var (code, printed) = await product.RunCommandAsync("people", "export", person, "--to", file);
            code.ShouldBe(0, printed);
            (await File.ReadAllTextAsync(file)).ShouldContain("petrova_anna");
            (await File.ReadAllTextAsync(Path.ChangeExtension(file, ".html"))).ShouldContain("<h1>");
            (code, printed) = await product.RunCommandAsync("people", "export", person, "--to", file);
            code.ShouldBe(1, "nothing is overwritten");

            (code, printed) = await product.RunCommandAsync("people", "erase", person, "--why", "Отзыв согласия");
            code.ShouldBe(0, printed);
            foreach (var words in (string[])["АКТ об уничтожении персональных данных", "Петрова", "Причина уничтожения: Отзыв согласия", "Способ уничтожения: ", "Дата уничтожения: ", "Аккаунт МЭШ и его логин, записей: 1", "ВЫГРУЗКА из журнала", "Запись журнала № "])
                printed.ShouldContain(words);
            (code, var again) = await product.RunCommandAsync("people", "erase", person, "--why", "Ещё раз");
            (code, again).ShouldBe((0, printed), "the act is the same");
            foreach (var what in (string[])["Activations", "Ties", "Sessions", "AuditTrail WHERE PersonId IS NOT NULL OR Subject IS NOT NULL"])
            {
                read.CommandText = $"SELECT COUNT(*) FROM {what}";
                (await read.ExecuteScalarAsync()).ShouldBe(0L, what);
            }
        }

        using var anew = new HttpVisitor(product);
        (await anew.SignInAsync("petrova_anna", "Shkola-2026")).Path.ShouldBe("/activation", "as somebody who was never here");
        (await anew.ActivateAsync("Shkola-2026")).Text.ShouldContain("petrova_anna");
    }
}
