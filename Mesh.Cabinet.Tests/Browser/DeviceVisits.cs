using System.Text.Json;
using Mesh.Cabinet.Devices;
using Microsoft.Playwright;

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
        await person.FillAsync("Название", name);
        await person.ClickAsync("Привязать");
        await person.SeesAsync("Готово, устройство привязано");
    }

    /// <summary>Types the password once more at mos.ru, which still knows the person.</summary>
    /// <param name="back">Where it leads back to.</param>
    public static async Task ConfirmAsync(this Visitor person, string login, string password = Password, string back = "/cabinet/devices/bind")
    {
        await person.ClickLinkAsync("Ввести пароль ещё раз");
        await person.TypeCredentialsAsync(login, password);
        await person.IsAtAsync(back);
    }

    /// <summary>A page with a ceremony holds the words for whatever may happen: this is the one that it shows.</summary>
    public static Task SeesProblemAsync(this Visitor person, DeviceProblem problem) =>
        Assertions.Expect(person.Page.Locator($"[data-problem={problem}]")).ToBeVisibleAsync(new() { Timeout = Visitor.Patience });

    /// <summary>Opens the question about a device, or what ends a session, by the words of its button.</summary>
    public static async Task AskAsync(this Visitor person, string button)
    {
        await person.ClickAsync(button);
        await person.IsAskedAsync();
    }

    /// <summary>A dialog stands there, and has come to rest.</summary>
    public static async Task IsAskedAsync(this Visitor person)
    {
        await Assertions.Expect(person.Page.Locator(".mud-dialog")).ToBeVisibleAsync();
        await person.Page.Locator(".mud-dialog").EvaluateAsync("async dialog => void await Promise.allSettled(dialog.getAnimations().map(one => one.finished))");
    }

    /// <summary>Answers the question with one of its buttons.</summary>
    public static async Task AnswerAsync(this Visitor person, string button)
    {
        await person.UseAsync(person.Page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));
        await Assertions.Expect(person.Page.Locator(".mud-dialog")).ToHaveCountAsync(0);
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
}
