using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>The whole way by mos.ru as the city's own clients know it, without discovery.</summary>
public sealed class SudirJourneyTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sudir-city-");

    private static readonly Resident Agreeing = Resident.Teacher(1);
    private static readonly Resident Differing = Resident.Teacher(2, "Иванова", "ivanova.at.portal", "ivanova_school");

    private static readonly Resident Distrusted = new(Resident.Teacher(3).Citizen with { PhoneVerified = false, EmailVerified = false }, Resident.Teacher(3).Record);

    public async ValueTask InitializeAsync() => await OwnCity.WriteAsync(folder.FullName, [Agreeing, Differing, Distrusted]);

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact(DisplayName = "R15, R20, R24, D3: where no login is told the one of the journal decides, the password is checked by e-mail, and the page says so")]
    public async Task Journey()
    {
        await using var product = await StartAsync(("MosRu__ClaimNames__Snils", "snils"));
        foreach (var (resident, login) in new[] { (Agreeing, "teacher_1"), (Differing, "ivanova_school") })
        {
            using var teacher = new HttpVisitor(product);
            (await teacher.SignInAsync(resident.Citizen)).Path.ShouldBe("/activation");
            var done = await teacher.ActivateAsync(resident.Citizen.Password);
            done.Text.ShouldContain("Аккаунт МЭШ готов");
            done.Text.ShouldContain(login);
            done.Text.ShouldContain("ваш логин на портале");
            (await new Aftermath(product).PcAcceptsAsync(login, resident.Citizen.Password)).ShouldBeTrue();
            (await teacher.OpenAsync("/cabinet")).Path.ShouldBe("/cabinet");
            (await teacher.PostAsync("/sign-out")).Path.ShouldBe("/");
            teacher.Visited.ShouldContain(address => address.AbsolutePath == "/sps/oauth/ae");
            teacher.Visited.ShouldContain(address => address.AbsolutePath == "/sps/login/logout");
            (await teacher.OpenAsync("/cabinet")).Path.ShouldBe("/");
        }
    }

    [Fact]
    public async Task At_start_it_is_said_what_follows_from_each_name_that_nobody_knows()
    {
        await using var product = await StartAsync();
        while (!product.Output.Contains("says what it is", StringComparison.Ordinal))
            await Task.Delay(50);
        foreach (var key in new[] { "MosRu:ClaimNames:Login", "MosRu:ClaimNames:Snils", "MosRu:ClaimNames:Simplified" })
            product.Output.ShouldContain($"{key} is not set");
    }

    [Fact(DisplayName = "D18: an account that is not trusted vouches for no contact")]
    public async Task Not_trusted()
    {
        await using var product = await StartAsync(("MosRu__ClaimNames__Snils", "snils"));
        using var teacher = new HttpVisitor(product);

        var page = await teacher.SignInAsync(Distrusted.Citizen);

        page.Path.ShouldBe("/access");
        System.Net.WebUtility.HtmlDecode(page.Text).ShouldContain("mos.ru не подтверждает");
    }

    private Task<RunningProduct> StartAsync(params (string Key, string Value)[] settings) =>
        RunningProduct.StartAsync([("Sandbox__City", folder.FullName), ("MosRu__Preset", "Sudir"), .. settings]);
}
