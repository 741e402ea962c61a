using Mesh.Cabinet.Desk.Passkeys;
using Mesh.Cabinet.Devices;
using Mesh.Cabinet.Tests.Parts;
using Microsoft.Playwright;

namespace Mesh.Cabinet.Tests.Browser;

/// <summary>An operator's passkey beside the sign-in, with Chromium's virtual authenticator, in a product that asks for it as it comes.</summary>
public sealed class OperatorPasskeyJourney
{
    private const string Numbers = "300-104-729 83";

    [Fact(DisplayName = "D22: an operator looks without a passkey, binds one after mos.ru has asked for the password before the first reveal, and shows it once a session; the way back leads to where it was asked")]
    public async Task Bound_and_shown()
    {
        DebianParts.NeedChromium();
        await using var product = await RunningProduct.StartAsync(("Desk__Passkey", "true"));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = DebianParts.Chromium, Args = JourneyFixture.ChromiumArguments });
        await using var head = new Visitor(await (await browser.NewContextAsync(Visitor.Options(Screen.Phone))).NewPageAsync(), product, hasMouse: true);
        var phone = await Authenticator.AddAsync(head);
        await head.OpenAsync("/desk/people");
        await head.ClickLinkAsync("Войти через mos.ru");
        await head.TypeCredentialsAsync("orlova_mv", "Direktor_77");
        await head.FillAsync("Кого найти", "петрова анна");
        await head.ClickLinkAsync("Петрова Анна Сергеевна");
        var person = new Uri(head.Page.Url).AbsolutePath;

        await head.ClickAsync("Показать СНИЛС и контакты");
        await head.SeesAsync("Создайте ключ входа");
        await head.PictureAsync("desk-passkey");
        (await phone.PasskeysAsync()).ShouldBeEmpty("a passkey is made by a click");
        await head.ClickAsync("Создать ключ");
        await head.ConfirmAsync("orlova_mv", "Direktor_77", PasskeyEndpoints.Page);
        await head.SeesAsync("Создайте ключ входа");
        await head.ClickAsync("Создать ключ");
        await head.IsAtAsync(person);
        (await phone.PasskeysAsync()).Count.ShouldBe(1);
        await ShowsAsync();

        // A new session shows it: by a foreign finger nothing is revealed.
        await head.OpenAsync("/");
        await head.SignOutAsync();
        await head.OpenAsync(person);
        await head.ClickLinkAsync("Войти через mos.ru");
        await head.TypeCredentialsAsync("orlova_mv", "Direktor_77");
        await phone.KnowsItsPersonAsync(false);
        await head.ClickAsync("Показать СНИЛС и контакты");
        await head.SeesProblemAsync(DeviceProblem.Cancelled);
        await phone.KnowsItsPersonAsync(true);
        await head.ClickAsync("Подтвердить ключом");
        await head.IsAtAsync(person);
        await ShowsAsync();

        async Task ShowsAsync()
        {
            await head.SeesAsync("•••-•••-•••");
            await head.ClickAsync("Показать СНИЛС и контакты");
            await head.SeesAsync(Numbers);
        }
    }
}
