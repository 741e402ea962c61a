using System.Net.Http.Headers;
using System.Net.Http.Json;
using Mesh.Cabinet.Sandbox.Mail;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Matching;

/// <summary>Whoever's record an account is tied to hears of it, with the whole product and the city's mail server running.</summary>
public sealed class TieLettersTests(TieLettersTests.WholeCity city) : IClassFixture<TieLettersTests.WholeCity>
{
    [Fact(DisplayName = "D19: the record's own contact hears of the tie, once, with a way to say «это был не я» and no link that signs in")]
    public async Task Told()
    {
        using var mother = new HttpVisitor(city.Product);
        await mother.SignInAsync("sokolova_kate", "Semya_2026");

        var letter = (await LettersAsync("sokolova_kate")).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("Ваш аккаунт mos.ru связан с записью в школе");
        letter.Text.ShouldStartWith("Здравствуйте, Екатерина!");
        letter.Text.ShouldContain(new Uri(city.Product.Cabinet, "/support").ToString());
        letter.Text.ShouldNotContain("Соколова");

        using var again = new HttpVisitor(city.Product);
        await again.SignInAsync("sokolova_kate", "Semya_2026");
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        (await LettersAsync("sokolova_kate")).Count(other => other.Subject == letter.Subject).ShouldBe(1);
    }

    private async Task<IReadOnlyList<ReceivedLetter>> LettersAsync(string login)
    {
        using var http = new HttpClient { BaseAddress = city.Product.City };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Browser.Visitor.Patience);
        while (true)
        {
            if (await http.GetFromJsonAsync<List<ReceivedLetter>>($"/mail?of={login}", TestContext.Current.CancellationToken) is { Count: > 0 } letters)
                return letters;
            await Task.Delay(200, patience.Token);
        }
    }

    /// <summary>The product and its city.</summary>
    public sealed class WholeCity : IAsyncLifetime
    {
        public RunningProduct Product { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Product = await RunningProduct.StartAsync();

        public ValueTask DisposeAsync() => Product.DisposeAsync();
    }
}
