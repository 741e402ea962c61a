using System.Net;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench.Clients;

/// <summary>Somebody with an account of the template, registered and confirmed by its own pages.</summary>
internal static class Member
{
    public const string Password = "Shkola-2026!";
    private const string LoginPath = "/Account/Login";

    /// <returns>The address that the account signs in with.</returns>
    public static async Task<string> RegisterAsync(ServerProcess peer)
    {
        using var visitor = new Visitor(peer);
        var email = $"{Guid.NewGuid():N}@pochta.example";
        var form = await visitor.HiddenFieldsAsync("/Account/Register", "action=\"/Account/Register\"");
        (form["Input.Email"], form["Input.Password"], form["Input.ConfirmPassword"]) = (email, Password, Password);
        using var registered = await PostAsync(visitor, "/Account/Register", form);
        var page = await visitor.Http.GetStringAsync(registered.Headers.Location);
        var link = page[page.IndexOf("href=\"", page.IndexOf("ConfirmEmail", StringComparison.Ordinal) - 60, StringComparison.Ordinal)..].Split('"')[1];
        (await visitor.Http.GetAsync(new Uri(WebUtility.HtmlDecode(link), UriKind.RelativeOrAbsolute))).EnsureSuccessStatusCode();
        return email;
    }

    /// <summary>The whole password sign-in: the page with the form, and the form.</summary>
    public static async Task SignInAsync(Visitor visitor, string email)
    {
        var form = await visitor.HiddenFieldsAsync(LoginPath, "<form");
        (form["Input.Email"], form["Input.Password"]) = (email, Password);
        using var answer = await PostAsync(visitor, LoginPath, form);
        if (!visitor.Cookie.Contains(".AspNetCore.Identity.Application=", StringComparison.Ordinal))
            throw new InvalidOperationException($"The template answers with {answer.StatusCode} and signs nobody in.");
    }

    private static Task<HttpResponseMessage> PostAsync(Visitor visitor, string path, Dictionary<string, string> form) =>
        visitor.Http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(form));
}
