using Mesh.Cabinet.Sandbox.Mail;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>What the person looks at the pages with.</summary>
public enum Screen { Phone, Desktop }

/// <summary>A person at a browser: does what people do, and reads what they read.</summary>
public sealed class Visitor : IAsyncDisposable
{
    // Long enough for the slowest machine: it ends a journey that hangs, it measures nothing.
    internal const int Patience = 60_000;
    // More than any page has to stop at.
    private const int MostTabs = 150;

    private readonly RunningProduct product;
    private readonly bool hasMouse;

    public Visitor(IPage page, RunningProduct product, bool hasMouse)
    {
        Page = page;
        this.product = product;
        this.hasMouse = hasMouse;
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 40", StringComparison.Ordinal))
                Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts and of the content security policy.</summary>
    public ICollection<string> Complaints { get; } = new List<string>();

    public string Path => new Uri(Page.Url).AbsolutePath;

    public static BrowserNewContextOptions Options(Screen screen) => new()
    {
        Locale = "ru-RU",
        ViewportSize = screen is Screen.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 860 },
        DeviceScaleFactor = screen is Screen.Phone ? 2 : 1,
    };

    public Task OpenAsync(string path) => Page.GotoAsync(new Uri(product.Cabinet, path).ToString());

    /// <summary>A page of the sandbox city.</summary>
    public Task OpenCityAsync(string path) => Page.GotoAsync(new Uri(product.City, path).ToString());

    /// <summary>From the landing page through mos.ru, as the sandbox's sign-in page asks it.</summary>
    public async Task SignInAsync(string login, string password, string door = "Войти через mos.ru")
    {
        await OpenAsync("/");
        await ClickLinkAsync(door);
        await TypeCredentialsAsync(login, password);
    }

    /// <summary>What mos.ru asks for.</summary>
    public async Task TypeCredentialsAsync(string login, string password)
    {
        await FillAsync("Логин", login);
        await FillAsync("Пароль", password);
        await UseAsync(Page.GetByRole(AriaRole.Button, new() { Name = "Войти", Exact = true }));
    }

    public Task ClickAsync(string button) => UseAsync(Page.GetByRole(AriaRole.Button, new() { Name = button }).First);

    public Task ClickLinkAsync(string link) => UseAsync(Page.GetByRole(AriaRole.Link, new() { Name = link }).First);

    /// <summary>
    /// Clicks; somebody without a mouse goes there by the Tab key and presses another. What follows must wait for what the page
    /// then says: another address opened at once would overtake the form that a key has sent.
    /// </summary>
    public async Task UseAsync(ILocator thing, string key = "Enter")
    {
        if (hasMouse)
        {
            await thing.ClickAsync();
            return;
        }

        await TabToAsync(thing);
        await Page.Keyboard.PressAsync(key);
    }

    /// <summary>Ticks a box or chooses one of several.</summary>
    public Task TickAsync(string label) => UseAsync(Page.GetByLabel(label), "Space");

    /// <summary>Types over whatever stands in the field.</summary>
    public async Task FillAsync(string label, string text)
    {
        var field = Page.GetByLabel(label, new() { Exact = true });
        if (hasMouse)
        {
            await field.FillAsync(text);
            return;
        }

        await TabToAsync(field);
        await Page.Keyboard.PressAsync("ControlOrMeta+A");
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Chooses from a list; without a mouse by the arrows.</summary>
    public async Task ChooseAsync(string label, string option)
    {
        var list = Page.GetByLabel(label);
        if (hasMouse)
        {
            await list.SelectOptionAsync(option);
            return;
        }

        await TabToAsync(list);
        await Page.Keyboard.PressAsync("Home");
        var steps = await list.EvaluateAsync<int>("(list, words) => [...list.options].findIndex(option => option.text === words)", option);
        for (var step = 0; step < steps; step++)
            await Page.Keyboard.PressAsync("ArrowDown");
    }

    public async Task TypePasswordAsync(string password)
    {
        await FillAsync("Пароль от mos.ru", password);
        await ClickAsync("Активировать аккаунт");
    }

    /// <summary>From the password step, or the preview before it, to the result page.</summary>
    public async Task ActivateAsync(string password, bool isLoginChanged = false)
    {
        await IsAtAsync("/activation");
        if (isLoginChanged)
            await ClickAsync("Подтвердить");
        await TypePasswordAsync(password);
        await SeesAsync("Аккаунт МЭШ готов");
    }

    public async Task SignOutAsync()
    {
        await ClickAsync("Выйти");
        await IsAtAsync("/");
    }

    /// <summary>Tries a piece of the school's equipment of the sandbox.</summary>
    /// <param name="where"><c>pc</c>, <c>wifi:Study</c>, <c>wifi:Study.mos</c> or <c>teams</c>.</param>
    public async Task<bool> EquipmentAcceptsAsync(string where, string login, string password)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(new Uri(product.City, "/equipment/sign-in"), new { where, login, password });
        return answer.StatusCode switch
        {
            HttpStatusCode.OK => true,
            HttpStatusCode.Unauthorized => false,
            var status => throw new InvalidOperationException($"The equipment answered {status}."),
        };
    }

    /// <summary>Waits for a letter to a citizen whose subject says so.</summary>
    public async Task<ReceivedLetter> LetterAsync(string login, string subject)
    {
        using var http = new HttpClient { BaseAddress = product.City };
        http.DefaultRequestHeaders.Accept.Add(new("application/json"));
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var letters = await http.GetFromJsonAsync<List<ReceivedLetter>>($"/mail?of={login}");
            if (letters!.Find(letter => letter.Subject.Contains(subject, StringComparison.Ordinal)) is { } found)
                return found;
            await Task.Delay(200, patience.Token);
        }
    }

    /// <summary>Waits until a piece of equipment does so.</summary>
    public async Task EquipmentComesToAsync(bool accepts, string where, string login, string password)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await EquipmentAcceptsAsync(where, login, password) != accepts)
            await Task.Delay(200, patience.Token);
    }

    /// <summary>Waits until the page shows the text.</summary>
    public Task SeesAsync(string text) => Assertions.Expect(Page.Locator("body")).ToContainTextAsync(text, new() { Timeout = Patience });

    public Task DoesNotSeeAsync(string text) => Assertions.Expect(Page.Locator("body")).Not.ToContainTextAsync(text);

    public Task IsAtAsync(string path) => ArrivesAsync($"^[^/]+//[^/]+{Regex.Escape(path)}(?:[?#].*)?$");

    /// <summary>At a page of the sandbox's services.</summary>
    public Task IsAtServiceAsync(string path) => ArrivesAsync($"^{Regex.Escape(new Uri(product.City, path).AbsoluteUri)}$");

    // Asked for again and again: events of a navigation are missed where the page has come, or another has begun, meanwhile; and a
    // function that Playwright waits for is text that it evaluates in the page, which the page's policy forbids.
    private async Task ArrivesAsync(string address)
    {
        var pattern = new Regex(address, RegexOptions.None, TimeSpan.FromSeconds(1));
        await Assertions.Expect(Page).ToHaveURLAsync(pattern, new() { Timeout = Patience });
        await Assertions.Expect(Page.Locator("html")).ToHaveJSPropertyAsync("ownerDocument.readyState", "complete", new() { Timeout = Patience });
    }

    // Tab from the top until the thing has the focus.
    private async Task TabToAsync(ILocator thing)
    {
        await thing.WaitForAsync();
        await Page.EvaluateAsync("document.activeElement?.blur(); getSelection()?.removeAllRanges(); document.body.focus()");
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await thing.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        throw new InvalidOperationException($"The Tab key never comes to {thing}.");
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
