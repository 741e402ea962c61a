using System.Net;
using System.Net.Http.Json;

namespace Mesh.Cabinet.Tests.Doubles;

/// <summary>Somebody whose every value is a mark, and who leaves all of them wherever a visit takes values.</summary>
internal sealed class MarkedPerson
{
    private const int Number = 7_431_985;
    /// <summary>The id under which the browser says that its requests belong to a trace.</summary>
    public const string ForeignSpan = "00F067AA0BA902B7";

    private const string Wrong = "Metka-wrong-пароль-41";
    private const string New = "Metka-new-Пароль-42";
    private const string Letter = "metka-letter: прошу исправить";
    private const string Path = "metka-path";

    public Resident Resident { get; } = Made();

    /// <summary>Whatever must be found nowhere.</summary>
    public IEnumerable<string> Marks
    {
        get
        {
            var (citizen, record) = (Resident.Citizen, Resident.Record!);
            string[] values =
            [
                "metka", "Метк", Wrong, New, Letter, citizen.Sub, citizen.Login, citizen.Password, citizen.LastName!, citizen.FirstName!, citizen.MiddleName!,
                citizen.Email!, citizen.Phone!, citizen.Phone![1..], citizen.Snils!, new(citizen.Snils!.Where(char.IsAsciiDigit).ToArray()), record.Id,
            ];
            return values.Concat(values.Select(Uri.EscapeDataString)).Concat(values.Select(value => WebUtility.UrlEncode(value))).Distinct(StringComparer.Ordinal);
        }
    }

    /// <summary>From the door to the cabinet and out again, by every way that takes something of a person.</summary>
    public async Task VisitAsync(RunningProduct product)
    {
        var citizen = Resident.Citizen;
        using var visitor = new HttpVisitor(product);
        (await visitor.SignInAsync(citizen, $"/sign-in/mos-ru?returnUrl=%2Fstart%3Fof%3D{Path}")).Path.ShouldBe("/activation");
        (await visitor.ActivateAsync(Wrong)).Problem.ShouldBe("WrongPassword");
        (await visitor.ActivateAsync(citizen.Password)).Text.ShouldContain("Аккаунт МЭШ готов");
        (await visitor.ActivateAsync("no-token", citizen.Password, citizen.Login)).Problem.ShouldBe("Expired");
        string[] pages =
        [
            "/cabinet", "/cabinet/account", "/cabinet/contacts", "/cabinet/devices", "/cabinet/devices/history", "/cabinet/children", "/services", "/access", "/help/access",
            $"/services/{Path}", $"/cabinet/children/{Path}", $"/cabinet/children/{Path}/account?of={Path}", $"/{Path}/{Uri.EscapeDataString(citizen.LastName!)}?q={citizen.Email}",
            $"/status/404?{Path}={citizen.Phone}", $"/sign-in/problem?kind=NoAnswer&at={Path}",
        ];
        foreach (var page in pages)
            await visitor.OpenAsync(page);
        var sent = await visitor.PostAsync("/support",
            ("_handler", "letter"), ("__RequestVerificationToken", await visitor.FormTokenAsync()), ("Letter.Id", $"{Guid.NewGuid()}"), ("Letter.Contact", citizen.Email!), ("Letter.Message", Letter));
        sent.Text.ShouldContain("Письмо получено");
        await WithHeadersAsync(visitor);
        var (socket, _) = await BlazorSocket.OpenAsync(visitor, product, product.Cabinet.GetLeftPart(UriPartial.Authority));
        using (socket)
            (await socket.StartCircuitAsync()).ShouldBeTrue();

        using var http = new HttpClient();
        using var changed = await http.PostAsJsonAsync(new Uri(product.City, $"/citizens/{citizen.Login}/password"), new { password = New });
        changed.EnsureSuccessStatusCode();
        await visitor.PostAsync("/sign-out");
    }

    // What a browser says of itself, and what an attacker makes it say.
    private static async Task WithHeadersAsync(HttpVisitor visitor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/cabinet?{Path}=1", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("User-Agent", "metka-browser");
        request.Headers.TryAddWithoutValidation("Referer", "http://localhost/metka-referer");
        request.Headers.TryAddWithoutValidation("Host", "metka.example");
        request.Headers.TryAddWithoutValidation("traceparent", $"00-4bf92f3577b34da6a3ce929d0e0e4736-{ForeignSpan.ToLowerInvariant()}-01");
        request.Headers.TryAddWithoutValidation("tracestate", "metka=state");
        request.Headers.TryAddWithoutValidation("baggage", "metka=baggage");
        using var answer = await visitor.SendAsync(request);
        using var strange = new HttpRequestMessage(new HttpMethod("METKA"), new Uri("/help", UriKind.Relative));
        using var refused = await visitor.SendAsync(strange);
    }

    private static Resident Made()
    {
        var made = Resident.Teacher(Number, "Меткина", "metka_anna", "metka_anna");
        return new Resident(
            made.Citizen with { Sub = "metka-sub", Password = "Metka-Пароль-40", FirstName = "Метксана", MiddleName = "Метковна", Email = "metka@pochta.example" },
            made.Record! with { Id = "metka-person", Given = "Метксана", Middle = "Метковна" });
    }
}
