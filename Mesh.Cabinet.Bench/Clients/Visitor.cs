using System.Net;
using System.Text.RegularExpressions;
using Mesh.Cabinet.Bench.Servers;

namespace Mesh.Cabinet.Bench.Clients;

/// <summary>A person at a browser without scripts: keeps cookies, follows redirects, sends forms.</summary>
internal sealed partial class Visitor : IDisposable
{
    private const int MostRedirects = 15;
    private readonly CookieContainer cookies = new();
    private readonly Uri site;

    public Visitor(ServerProcess server)
    {
        site = server.Address;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = site };
    }

    public HttpClient Http { get; }

    /// <summary>What the browser would send to the site as its <c>Cookie</c> header.</summary>
    public string Cookie => cookies.GetCookieHeader(site);

    /// <summary>Through mos.ru by one click at the sandbox, to wherever the product leads.</summary>
    /// <returns>The page of this site that the person ends at.</returns>
    public async Task<Uri> SignInAsync(CityAccount account)
    {
        var door = await FollowAsync(await Http.GetAsync(new Uri("/sign-in/mos-ru", UriKind.Relative)));
        using var click = new FormUrlEncodedContent([KeyValuePair.Create("citizen", account.Sub)]);
        var end = await FollowAsync(await Http.PostAsync(door, click));
        return Cookie.Contains("mesh.session=", StringComparison.Ordinal)
            ? end
            : throw new InvalidOperationException($"{account.Login} is not signed in but at {end}.");
    }

    /// <summary>The form of an activation, past the page that shows it.</summary>
    /// <returns>Where the answer leads.</returns>
    public async Task<string> ActivateAsync(CityAccount account, string formToken)
    {
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("__RequestVerificationToken", formToken), KeyValuePair.Create("password", account.Password)]);
        using var answer = await Http.PostAsync(new Uri("/activation/password", UriKind.Relative), form);
        return answer.Headers.Location?.ToString() ?? answer.StatusCode.ToString();
    }

    /// <summary>The token that every form of this person carries.</summary>
    public async Task<string> FormTokenAsync() =>
        FormToken().Match(await Http.GetStringAsync(new Uri("/support", UriKind.Relative))).Groups["token"].Value;

    /// <summary>The fields that a form would send by itself.</summary>
    public async Task<Dictionary<string, string>> HiddenFieldsAsync(string path, string formId)
    {
        var page = await Http.GetStringAsync(new Uri(path, UriKind.Relative));
        var form = page[page.IndexOf(formId, StringComparison.Ordinal)..];
        return HiddenField().Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)])
            .ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value), StringComparer.Ordinal);
    }

    public void Dispose() => Http.Dispose();

    // Stops at a page of another site: what lies there is not this product's.
    private async Task<Uri> FollowAsync(HttpResponseMessage answer)
    {
        for (var redirects = 0; redirects < MostRedirects; redirects++)
        {
            var here = answer.RequestMessage!.RequestUri!;
            if (answer.Headers.Location is not { } location)
                return here;
            var next = new Uri(here, location);
            answer.Dispose();
            if (next.AbsolutePath.EndsWith("/sign-in", StringComparison.Ordinal) || next.AbsolutePath is "/journal" or "/diary")
                return next;
            answer = await Http.GetAsync(next);
        }

        throw new InvalidOperationException($"The redirects never end: {answer.RequestMessage!.RequestUri}");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormToken();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenField();
}
