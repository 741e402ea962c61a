using System.Net;
using System.Text.Json.Nodes;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>mos.ru says of a person what nobody expects.</summary>
[Collection(TroubleAtTheDoor.Name)]
public sealed class OddClaimsTests(TroubledCity city)
{
    private static readonly string[] Names = ["preferred_username", "family_name", "given_name", "middle_name", "phone_number", "email", "snils"];

    public static TheoryData<string> OddValues =>
    [
        "null", "\"\"", "\" \"", $"\"{new string('я', 10_000)}\"", "\"\\u0000\\u0001\\u001b[31m\\r\\n\"", "\"\\ud83d\\ude00\\u202e\\u200b\\ufeff\"",
        "[]", "[\"a\",\"b\"]", "{}", "{\"a\":{\"b\":1}}", "7", "-1e400", "true", "\"<script>alert(1)</script>\"", "\"' OR 1=1 --\"",
        "\"\\u0418\\u0306\\u0301\\u0301\\u0301\"", "\"\\ufdfa\\ufdfa\\ufdfa\"",
    ];

    [Theory]
    [MemberData(nameof(OddValues))]
    public async Task Odd_claims_break_no_page(string value)
    {
        foreach (var odd in (string[][])[Names, ["preferred_username"], ["snils", "phone_number", "email"]])
        {
            using var visitor = new HttpVisitor(city.Product);
            await SignInAsync(visitor, claims =>
            {
                foreach (var name in odd)
                    claims[name] = JsonNode.Parse(value);
            });

            foreach (var path in (string[])["/start", "/access", "/cabinet", "/cabinet/account", "/activation", "/services", "/support"])
            {
                var page = await visitor.OpenAsync(path);
                page.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.NotFound], $"{path} with {string.Join(", ", odd)}");
                page.Text.ShouldNotContain("<script>alert(1)");
            }
        }
    }

    [Fact(DisplayName = "R11, R13: with nothing told but who it is, every missing field is named")]
    public async Task Missing_claims_are_named()
    {
        using var visitor = new HttpVisitor(city.Product);
        var page = await SignInAsync(visitor, claims =>
        {
            foreach (var name in Names)
                claims.Remove(name);
        });

        page.Path.ShouldBe("/access");
        page.Text.ShouldContain("СНИЛС");
        page.Text.ShouldContain("Фамилия", Case.Insensitive);
    }

    [Fact(DisplayName = "E4: a Latin letter inside a Cyrillic name is told as one")]
    public async Task A_latin_letter_is_told()
    {
        using var visitor = new HttpVisitor(city.Product);
        var page = await SignInAsync(visitor, claims => claims["family_name"] = "Тe" + ((string)claims["family_name"]!)[2..]);

        page.Path.ShouldBe("/access");
        page.Text.ShouldContain("английская буква", Case.Insensitive);
    }

    [Theory(DisplayName = "D18: what comes with «not verified» opens nothing, and is told as that, not as missing")]
    [InlineData("snils_verified")]
    [InlineData("trusted")]
    public async Task What_is_not_verified_is_told(string word)
    {
        using var visitor = new HttpVisitor(city.Product);
        var page = await SignInAsync(visitor, claims => claims[word] = false);

        page.Path.ShouldBe("/access");
        WebUtility.HtmlDecode(page.Text).ShouldContain("mos.ru не подтверждает: СНИЛС");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("7")]
    [InlineData("[\"a\"]")]
    public async Task Without_a_usable_subject_nobody_is_let_in(string subject)
    {
        using var visitor = new HttpVisitor(city.Product);

        (await SignInAsync(visitor, claims => claims["sub"] = JsonNode.Parse(subject))).Path.ShouldBe("/sign-in/problem");
    }

    private async Task<Page> SignInAsync(HttpVisitor visitor, Action<JsonObject> change)
    {
        city.Middleman.Rewrite = (path, text) =>
        {
            if (path != "/connect/userinfo")
                return text;
            var claims = JsonNode.Parse(text)!.AsObject();
            change(claims);
            return claims.ToJsonString();
        };
        try
        {
            return await visitor.SignInAsync(city.NewTeacher());
        }
        finally
        {
            city.Middleman.Rewrite = (_, text) => text;
        }
    }
}
