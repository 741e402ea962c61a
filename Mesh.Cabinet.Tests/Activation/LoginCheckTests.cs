using Mesh.Cabinet.Activation;
using Mesh.Cabinet.Tests.Doubles;
using Mesh.Cabinet.Tests.Sandbox;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>«Проверить все входы» against a real directory.</summary>
[Collection(InTheCity.Name)]
public sealed class LoginCheckTests(StartedCity city) : IDisposable
{
    private readonly KeptAccounts kept = new(city);

    public void Dispose() => kept.Dispose();

    [Fact(DisplayName = "R43, R50: each entrance works at once, Teams within an hour")]
    public async Task Works()
    {
        await kept.ActivateAsync();
        (await StatesAsync()).ShouldBe(["mos.ru Works", "school.mos.ru Works", "Wi-Fi Study Works", "Компьютер в школе Works", "Microsoft Teams Soon"]);
        kept.Time.Advance(TimeSpan.FromMinutes(61));
        (await StatesAsync())[^1].ShouldBe("Microsoft Teams Works");
    }

    [Fact(DisplayName = "R43: what the directory does not open is said to be closed")]
    public async Task Closed()
    {
        await kept.ActivateAsync();
        await kept.DeleteAsync();
        (await StatesAsync())[2..].ShouldBe(["Wi-Fi Study Closed", "Компьютер в школе Closed", "Microsoft Teams Closed"]);
    }

    [Fact]
    public async Task Nothing_is_said_of_a_directory_that_does_not_answer()
    {
        await kept.ActivateAsync();
        (await StatesAsync(new KeepAccountTests.Away()))[2..].ShouldBe(["Wi-Fi Study Unknown", "Компьютер в школе Unknown", "Microsoft Teams Unknown"]);
    }

    private async Task<string[]> StatesAsync(Cabinet.Outside.DomainAccounts.IDomainAccounts? directory = null)
    {
        var account = new IssuedAccount(kept.Login, kept.Login, "ivanov", null, IsStaff: true, "Study", $"{kept.Login}@zao.obr.mos.ru", "Школа № 1", []);
        var states = new List<string>();
        await foreach (var entrance in new LoginCheck(kept.Store, directory ?? kept.Directory, kept.Time).RunAsync(People.Session(), "u1", account, default))
            states.Add($"{entrance.Where} {entrance.State}");
        LoginCheck.Awaited(account).Select(entrance => entrance.Where).ShouldBe(states.Select(state => state[..state.LastIndexOf(' ')]), "each place is waited for where it answers");
        return [.. states];
    }
}
