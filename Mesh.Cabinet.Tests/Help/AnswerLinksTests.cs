using System.Net;
using System.Text.RegularExpressions;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Help;

/// <summary>Links of the help lead somewhere, at the running product.</summary>
[Collection(InTrouble.Name)]
public sealed partial class AnswerLinksTests(TroubledCity city)
{
    [Fact]
    public async Task Every_link_inside_the_help_leads_to_a_page_that_is_there()
    {
        using var stranger = new HttpVisitor(city.Product);
        var (_, teacher) = await city.TeacherAtTheDoorAsync();
        var seen = new HashSet<string>(StringComparer.Ordinal) { "/help" };
        var ahead = new Queue<string>(seen);
        while (ahead.TryDequeue(out var address))
        {
            // Whoever is signed in: a stranger is led to the door from every page of the cabinet, also from one that is not there.
            var page = await (address.StartsWith("/help", StringComparison.Ordinal) ? stranger : teacher).OpenAsync(address);
            page.Status.ShouldBe(HttpStatusCode.OK, address);
            page.Text.ShouldNotContain("Такой страницы нет", customMessage: address);
            if (!address.StartsWith("/help", StringComparison.Ordinal))
                continue;
            foreach (var next in Content().Match(page.Text).Value is { Length: > 0 } main ? Link().Matches(main).Select(link => WebUtility.HtmlDecode(link.Groups["to"].Value)) : [])
            {
                if (next.StartsWith('/') && seen.Add(next))
                    ahead.Enqueue(next);
                else if (!next.StartsWith('/'))
                    next.ShouldMatch("^https?://", $"{address} leads to {next}");
            }
        }

        seen.Count(address => address.StartsWith("/help/", StringComparison.Ordinal)).ShouldBeGreaterThan(20);
        seen.Count(address => address.StartsWith("/cabinet", StringComparison.Ordinal)).ShouldBeGreaterThan(3);
    }

    [Fact(DisplayName = "R5: the instruction is read here and taken along as text")]
    public async Task Instruction()
    {
        using var stranger = new HttpVisitor(city.Product);
        (await stranger.OpenAsync("/help/instruction")).Text.ShouldContain("href=\"/help/instruction.txt\"");
        using var file = await stranger.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/help/instruction.txt"));
        file.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        var text = await file.Content.ReadAsStringAsync();
        text.ShouldContain("1. Откройте school.mos.ru.");
        text.ShouldContain("Сеть Study (сотрудники)", Case.Insensitive);
        text.ShouldContain($"Почему я не могу войти ({new Uri(city.Product.Cabinet, "/access")})");
        text.ShouldNotContain("](");
        text.ShouldNotContain("**");
    }

    [Fact(DisplayName = "R53: a letter with a mistake comes back with all that was typed, with the school and with what it is about")]
    public async Task Nothing_lost()
    {
        using var stranger = new HttpVisitor(city.Product);
        var token = await stranger.FormTokenAsync();
        var page = await stranger.PostAsync("/support",
            ("__RequestVerificationToken", token), ("_handler", "letter"), ("Letter.Contact", "anna@example.ru"), ("Letter.Message", "Не входит"), ("Letter.School", "Хогвартс"), ("Letter.About", "help-wifi"));
        page.Status.ShouldBe(HttpStatusCode.OK);
        var text = WebUtility.HtmlDecode(page.Text);
        foreach (var kept in new[] { "value=\"anna@example.ru\"", ">Не входит</textarea>", "value=\"Хогвартс\"", "name=\"Letter.About\" value=\"help-wifi\"", "Такой школы мы не нашли" })
            text.ShouldContain(kept);
    }

    [Fact]
    public async Task What_is_no_question_is_no_page()
    {
        using var stranger = new HttpVisitor(city.Product);
        (await stranger.OpenAsync("/help/no-such-question")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline, 5000)]
    private static partial Regex Content();

    [GeneratedRegex("<a [^>]*href=\"(?<to>[^\"#]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();
}
