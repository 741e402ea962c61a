using System.Text.Json;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>What people do with devices, in the order they do it.</summary>
internal static class DeviceVisits
{
    public const string Password = "Shkola-2026";

    /// <summary>From anywhere in the cabinet: mos.ru asks for the password anew, the device is bound.</summary>
    public static async Task BindAsync(this Visitor person, string login, string name, string password = Password)
    {
        await person.OpenAsync("/cabinet/devices/bind");
        await person.ConfirmAsync(login, password);
        await person.Page.GetByLabel("Название").FillAsync(name);
        await person.ClickAsync("Привязать");
        await person.SeesAsync("Готово, устройство привязано");
    }

    /// <summary>Types the password once more at mos.ru, which still knows the person.</summary>
    public static async Task ConfirmAsync(this Visitor person, string login, string password = Password)
    {
        await person.ClickLinkAsync("Ввести пароль ещё раз");
        await person.Page.GetByLabel("Логин", new() { Exact = true }).FillAsync(login);
        await person.Page.GetByLabel("Пароль", new() { Exact = true }).FillAsync(password);
        await person.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Войти", Exact = true }).ClickAsync();
        await person.IsAtAsync("/cabinet/devices/bind");
    }

    /// <summary>Leaves, and comes back by «Быстрый вход» of the landing page.</summary>
    public static async Task EnterQuicklyAsync(this Visitor person)
    {
        await person.OpenAsync("/cabinet");
        await person.SignOutAsync();
        await person.ClickLinkAsync("Быстрый вход");
    }

    /// <summary>Sends a half of a ceremony as the page's script does, from a page of the cabinet with a form.</summary>
    public static async Task<JsonElement> PostAsync(this Visitor person, string address, string fields = "{}") =>
        await person.Page.EvaluateAsync<JsonElement>(
            """
            async ([address, fields]) => {
              const body = new URLSearchParams(JSON.parse(fields));
              body.set('__RequestVerificationToken', document.querySelector('main [name=__RequestVerificationToken]').value);
              return (await fetch(address, { method: 'POST', body })).json();
            }
            """,
            new[] { address, fields });

    /// <summary>Has the authenticator sign a challenge on whatever page is open.</summary>
    public static Task<string> SignAsync(this Visitor person, JsonElement options) =>
        person.Page.EvaluateAsync<string>(
            "async options => JSON.stringify(await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options)) }))",
            options.GetRawText());

    /// <summary>Goes by Tab alone to whatever bears these words first.</summary>
    public static async Task TabToAsync(this Visitor person, string words)
    {
        for (var presses = 0; presses < 100; presses++)
        {
            await person.Page.Keyboard.PressAsync("Tab");
            var here = await person.Page.EvaluateAsync<string>(
                "() => { const here = document.activeElement; return (here.getAttribute('aria-label') ?? here.labels?.[0]?.textContent ?? here.textContent).trim(); }");
            if (here.StartsWith(words, StringComparison.Ordinal))
                return;
        }

        throw new InvalidOperationException($"No key leads to «{words}».");
    }

    /// <summary>Goes there by Tab and presses Enter.</summary>
    public static async Task PressAsync(this Visitor person, string words)
    {
        await person.TabToAsync(words);
        await person.Page.Keyboard.PressAsync("Enter");
    }
}
