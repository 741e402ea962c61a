using System.Net.Http.Json;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Reliability;

/// <summary>A person at the door through all that happens, and what the product has promised that person.</summary>
internal sealed class Visit(Stage stage, Resident resident)
{
    private string? form;

    /// <summary>The account at mos.ru and the school's record, as they are now.</summary>
    public Resident Resident { get; private set; } = resident;

    public string Login => Resident.Citizen.Login;

    public string PersonId => Resident.Record!.Id;

    /// <summary>The name as the directory should show it.</summary>
    public string DisplayName => $"{Resident.Record!.Family} {Resident.Record.Given} {Resident.Record.Middle}";

    /// <summary>The password at mos.ru now.</summary>
    public string Password { get; private set; } = resident.Citizen.Password;

    /// <summary>One that mos.ru does not take, or no longer.</summary>
    public string WrongPassword { get; private set; } = $"{Stage.Canary}-mimo";

    /// <summary>Whether the product has ever told the browser that the account is ready.</summary>
    public bool IsAcknowledged { get; private set; }

    /// <summary>Whether the right password was ever typed: until then nothing may be written anywhere.</summary>
    public bool HasTyped { get; private set; }

    public HttpVisitor Browser { get; } = new(stage.Place.Cabinet);

    public async Task ComeAsync()
    {
        var page = await Browser.SignInAsync(Resident.Citizen);
        page.Path.ShouldBe("/activation", $"status {(int)page.Status}");
        form = await Browser.FormTokenAsync();
    }

    /// <summary>Signs in once more: who has changed the password at mos.ru is signed out here.</summary>
    public async Task ComeAgainAsync()
    {
        await Browser.SignInAsync(Login, Password, "/sign-in/mos-ru?returnUrl=%2Factivation");
        form = await Browser.FormTokenAsync();
    }

    /// <summary>Types the password, at one node or another.</summary>
    /// <returns>What went wrong; null if the account is ready.</returns>
    public async Task<string?> TypeAsync(string? password = null, Uri? node = null)
    {
        password ??= Password;
        HasTyped |= password == Password;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node ?? stage.Place.Cabinet, "/activation/password"));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = form!, ["password"] = password, ["confirmed"] = "" });
        using var answer = await Browser.SendAsync(request);
        var location = answer.Headers.Location?.ToString() ?? $"status {(int)answer.StatusCode}";
        if (location != "/activation")
            return location.Replace("/activation?problem=", "", StringComparison.Ordinal);
        IsAcknowledged = true;
        return null;
    }

    /// <summary>Comes in and types the right password until the account is ready.</summary>
    public async Task ActivateAsync()
    {
        await ComeAsync();
        (await TypeAsync()).ShouldBeNull();
    }

    /// <summary>The school's record gets another surname.</summary>
    public void Rename(string family) => Resident = Resident with { Record = Resident.Record! with { Family = family } };

    /// <summary>Changes the password at mos.ru, which tells the cabinet so.</summary>
    public async Task ChangePasswordAsync(string password)
    {
        (WrongPassword, Password) = (Password, password);
        using var http = new HttpClient { BaseAddress = stage.Place.City };
        using var answer = await http.PostAsJsonAsync(new Uri($"/citizens/{Login}/password", UriKind.Relative), new { password });
        answer.EnsureSuccessStatusCode();
    }
}
