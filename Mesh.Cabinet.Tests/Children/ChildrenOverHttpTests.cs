using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using Mesh.Cabinet.Children;
using Mesh.Cabinet.SchoolRecords;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Children;

/// <summary>Families at the real product: whose child it is, what goes wrong at mos.ru, and what no page of ours would send.</summary>
[Collection(InFamilies.Name)]
public sealed partial class ChildrenOverHttpTests(FamilyCity city)
{
    private const string Accounts = "/simplified-accounts";

    [Fact(DisplayName = "R38, E26: for hundreds of pairs every page and every form of a child answers by the right, and a child of others is no child")]
    public async Task Every_pair()
    {
        var pairs = 0;
        foreach (var (adult, number) in city.Graph.Adults.Select((adult, number) => (adult, number)).Where(it => it.number < 16))
        {
            using var visitor = await city.SignedInAsync(number);
            var form = await visitor.FormTokenAsync();
            foreach (var child in city.Graph.Children.Take(20))
            {
                var right = FamilyGraph.Right(adult, child, city.Today);
                var why = $"{adult.Id} and {child.Id} have the right {right}";
                var address = $"/cabinet/children/{child.Id}";
                foreach (var page in (string[])["", "/account", "/new-password"])
                    (await visitor.OpenAsync(address + page)).Status.ShouldBe(right is FamilyRight.None ? HttpStatusCode.NotFound : HttpStatusCode.OK, why);
                foreach (var step in (string[])["/consent", "/create", "/password"])
                {
                    var answer = await visitor.PostAsync(address + step, ("__RequestVerificationToken", form), ("password", ""));
                    (right switch
                    {
                        FamilyRight.None => answer.Status is HttpStatusCode.NotFound,
                        FamilyRight.Look => answer.Path == address,
                        _ => answer.Path == address + "/account",
                    }).ShouldBeTrue($"{why}, and {step} ended at {answer.Address} with {answer.Status}");
                }

                pairs++;
            }
        }

        pairs.ShouldBe(320);
    }

    [Fact]
    public async Task A_child_that_is_not_there_and_one_of_others_are_one_answer()
    {
        var family = await city.NewFamilyAsync();
        var other = await city.NewFamilyAsync();
        var (none, foreign) = (await family.Parent.OpenAsync("/cabinet/children/nobody"), await family.Parent.OpenAsync(other.Address));
        (foreign.Status, Rest(foreign)).ShouldBe((none.Status, Rest(none)));

        static string Rest(Page page) => page.Text[page.Text.IndexOf("<main", StringComparison.Ordinal)..page.Text.IndexOf("</main>", StringComparison.Ordinal)];
    }

    [Fact(DisplayName = "E28: two parents send the form in the same second: one account, whose login both are shown")]
    public async Task Both_at_once()
    {
        var family = await city.NewFamilyAsync();
        await family.AgreeAsync(family.Parent);
        await family.AgreeAsync(family.Guardian);
        var pages = await Task.WhenAll(family.CreateAsync(family.Parent), family.CreateAsync(family.Guardian));
        pages.Select(page => page.Address.PathAndQuery).ShouldBe([family.Address + "/account", family.Address + "/account"]);
        (await LoginAsync(family)).ShouldNotBeEmpty();
        (await MadeAsync(family)).ShouldBe(1);
    }

    [Theory(DisplayName = "E38: mos.ru fails under the request, and the same again makes one account and no second")]
    [InlineData(Trouble.Refused)]
    [InlineData(Trouble.Broken)]
    [InlineData(Trouble.Rubbish)]
    [InlineData(Trouble.Empty)]
    [InlineData(Trouble.Cut)]
    [InlineData(Trouble.Elsewhere)]
    [InlineData(Trouble.Bulky)]
    public async Task Trouble_at_mos_ru(Trouble trouble)
    {
        var family = await city.NewFamilyAsync();
        await family.AgreeAsync(family.Parent);
        using (city.Middleman.Makes(trouble, Accounts))
            (await family.CreateAsync(family.Parent)).Address.Query.ShouldBe("?problem=MosRuUnavailable");

        await family.AgreeAsync(family.Guardian);
        (await family.CreateAsync(family.Guardian, "Drugoi-2026-Mir")).Address.PathAndQuery.ShouldBe(family.Address + "/account");
        (await MadeAsync(family)).ShouldBe(1);
        using var child = new HttpVisitor(city.Product);
        (await child.SignInAsync(await LoginAsync(family), "Drugoi-2026-Mir")).Path.ShouldBe("/activation");
    }

    [Fact(DisplayName = "R14, R40, D13, D17: the child signs in with the new login alone, activates and is known; no password is in any log or file")]
    public async Task The_child_lives_with_it()
    {
        var family = await city.NewFamilyAsync();
        await family.AgreeAsync(family.Parent);
        (await family.CreateAsync(family.Parent)).Text.ShouldNotContain(Family.Password);
        var login = await LoginAsync(family);
        using var child = new HttpVisitor(city.Product);
        (await child.SignInAsync(login, Family.Password)).Path.ShouldBe("/activation");
        (await child.ActivateAsync(Family.Password)).Path.ShouldBe("/activation");
        (await city.Aftermath.PcAcceptsAsync(login, Family.Password)).ShouldBeTrue();
        (await family.SetPasswordAsync(family.Guardian, "Novyi-2026-Mir")).Address.PathAndQuery.ShouldBe(family.Address + "?done=password");
        (await city.Aftermath.PcAcceptsAsync(login, "Novyi-2026-Mir")).ShouldBeTrue();
        (await city.Aftermath.PcAcceptsAsync(login, Family.Password)).ShouldBeFalse();

        var written = string.Concat(Directory.EnumerateFiles(city.Product.Folder).Select(file => File.ReadAllText(file, System.Text.Encoding.Latin1)));
        foreach (var password in (string[])[Family.Password, "Novyi-2026-Mir"])
        {
            city.Product.Output.ShouldNotContain(password);
            written.ShouldNotContain(password);
        }
    }

    [Fact]
    public async Task An_adult_who_sends_password_after_password_is_asked_to_wait_and_that_is_counted()
    {
        var family = await city.NewFamilyAsync();
        await family.AgreeAsync(family.Parent);
        (await family.CreateAsync(family.Parent)).Address.Query.ShouldNotContain("problem");
        // The first was the account's.
        for (var number = 1; number < ChildTryStore.Most; number++)
            (await family.SetPasswordAsync(family.Parent, $"Novyi-{number}-2026-Mir")).Address.Query.ShouldBe("?done=password", $"the password number {number}");
        await city.Collector.GrowsAsync(
            async () => (await family.SetPasswordAsync(family.Parent, "Poslednii-2026-Mir")).Address.Query.ShouldBe("?problem=TooManyTries"),
            "mesh.limits.reached", ("mesh.limit", "child_passwords"));
    }

    [Fact(DisplayName = "R39: whoever mistook the password finds the login again that they had chosen")]
    public async Task The_login_comes_back()
    {
        var family = await city.NewFamilyAsync();
        await family.AgreeAsync(family.Parent);
        (await family.CreateAsync(family.Parent, "korotko", "kotik-dasha")).Address.Query.ShouldBe("?problem=TooShort&login=kotik-dasha");
    }

    [Fact(DisplayName = "E27: a right that an import withdrew is gone at the next step, in the middle of the form")]
    public async Task Withdrawn_in_the_middle()
    {
        var family = await city.NewFamilyAsync();
        await family.AgreeAsync(family.Guardian);
        (await family.Guardian.OpenAsync(family.Address + "/account")).Status.ShouldBe(HttpStatusCode.OK);
        await using (var database = await city.Aftermath.OpenAsync())
            await database.ExecuteAsync("DELETE FROM PersonAgents WHERE PersonId = @ChildId", new { family.ChildId });
        (await family.CreateAsync(family.Guardian)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await family.Guardian.OpenAsync(family.Address)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await MadeAsync(family)).ShouldBe(0);
    }

    [Fact(DisplayName = "E24, D11: a child's own account that comes after the simplified one opens nothing and is a case with one number; the record stays the first one's")]
    public async Task An_own_account_afterwards()
    {
        var family = await city.NewFamilyAsync();
        await family.AgreeAsync(family.Parent);
        await family.CreateAsync(family.Parent);
        using var own = new HttpVisitor(city.Product);
        var refused = await own.SignInAsync(FamilyCity.OwnAccountOf(family));
        refused.Path.ShouldBe("/access");
        refused.Text.ShouldContain("Запись в школе уже связана с другим аккаунтом mos.ru");
        var number = CaseNumber().Match(refused.Text).Groups["number"].Value;
        number.ShouldNotBeEmpty();
        using var later = new HttpVisitor(city.Product);
        CaseNumber().Match((await later.SignInAsync(FamilyCity.OwnAccountOf(family))).Text).Groups["number"].Value.ShouldBe(number);
        foreach (var address in (string[])["/activation", "/services/diary"])
            (await own.OpenAsync(address)).Path.ShouldBe("/access");

        var login = await LoginAsync(family);
        using var child = new HttpVisitor(city.Product);
        (await child.SignInAsync(login, Family.Password)).Path.ShouldBe("/activation");
        await using var database = await city.Aftermath.OpenAsync();
        (await database.QueryAsync<string>("SELECT Subject FROM Ties WHERE PersonId = @ChildId", new { family.ChildId }))
            .ShouldBe(await database.QueryAsync<string>("SELECT Subject FROM ChildAccounts WHERE PersonId = @ChildId", new { family.ChildId }));
    }

    [Theory]
    [InlineData("application/json", "{\"password\":\"x\"}")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("application/x-www-form-urlencoded", "password=without-a-token")]
    [InlineData("application/x-www-form-urlencoded", "huge")]
    public async Task A_body_that_is_no_form_of_ours_is_told_to_be_out_of_date(string type, string body)
    {
        using var visitor = await city.SignedInAsync(0);
        foreach (var (step, page) in (IEnumerable<(string, string)>)[("consent", "account"), ("create", "account"), ("password", "new-password")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/cabinet/children/child-0/{step}")
            {
                Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body == "huge" ? $"password={new string('x', 300 * 1024)}" : body)),
            };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await visitor.SendAsync(request);
            answer.Headers.Location?.ToString().ShouldBe($"/cabinet/children/child-0/{page}?problem=Expired");
        }
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_the_landing_page_and_back_to_the_form_afterwards()
    {
        using var stranger = new HttpVisitor(city.Product);
        (await stranger.PostAsync("/cabinet/children/child-0/create", ("password", "x"))).Path.ShouldBe("/");
        (await stranger.OpenAsync("/cabinet/children/child-0/create")).Address.Query.ShouldContain("returnUrl");
    }

    private async Task<long> MadeAsync(Family family)
    {
        await using var state = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Directory.GetFiles(city.Product.Folder, "cabinet.sandbox.db", SearchOption.AllDirectories).ShouldHaveSingleItem()};Pooling=False");
        var name = "Юный" + FamilyGraph.Letters(FamilyGraph.NumberOf(family.ChildId));
        return (await state.QueryAsync<string>("SELECT Document FROM SimplifiedAccounts")).Select(document => Regex.Unescape(document))
            .LongCount(document => document.Contains($"\"{name}\"", StringComparison.Ordinal));
    }

    private async Task<string> LoginAsync(Family family)
    {
        await using var database = await city.Aftermath.OpenAsync();
        return await database.QuerySingleAsync<string>("SELECT Login FROM ChildAccounts WHERE PersonId = @ChildId", new { family.ChildId });
    }

    [GeneratedRegex("обращение № (?<number>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CaseNumber();
}
