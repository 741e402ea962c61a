using System.Net;
using System.Text;
using Mesh.Cabinet.Tests.Doubles;

namespace Mesh.Cabinet.Tests.Activation;

/// <summary>POSTs to the address of the password that no page of ours would send.</summary>
[Collection(InTrouble.Name)]
public sealed class HostilePostsTests(TroubledCity city)
{
    private const string Address = "/activation/password";
    private const string Token = "/connect/token";

    [Theory]
    [InlineData("", "PasswordMissing", 0)]
    [InlineData("Пароль-не-тот-2026", "WrongPassword", 1)]
    [InlineData("\u0001\u001b\u007f\t\r\n", "WrongPassword", 1)]
    [InlineData("&grant_type=client_credentials&username=somebody", "WrongPassword", 1)]
    [InlineData("🗝️ \u202e \ud800", "WrongPassword", 1)]
    public async Task A_strange_password_is_a_wrong_one(string password, string problem, int callsToMosRu)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var before = city.Middleman.CallsTo(Token);

        (await visitor.ActivateAsync(password)).Problem.ShouldBe(problem);

        city.Middleman.CallsTo(Token).ShouldBe(before + callsToMosRu);
        await city.Aftermath.ShouldBeNothingAsync(person.Login);
    }

    [Theory]
    [InlineData(257)]
    [InlineData(10_000)]
    public async Task A_password_longer_than_the_directory_takes_is_told_so_without_asking_mos_ru(int length)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var before = city.Middleman.CallsTo(Token);

        (await visitor.ActivateAsync(new string('ж', length))).Problem.ShouldBe("TooLong");

        city.Middleman.CallsTo(Token).ShouldBe(before);
        await city.Aftermath.ShouldBeNothingAsync(person.Login);
    }

    [Fact]
    public async Task A_form_of_another_session_or_of_none_is_out_of_date()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var (_, other) = await city.TeacherAtTheDoorAsync();
        using var stranger = new HttpVisitor(city.Product);

        foreach (var form in (string[])["", "rubbish", await other.FormTokenAsync(), await stranger.FormTokenAsync()])
            (await visitor.ActivateAsync(form, person.Password, confirmed: null)).Problem.ShouldBe("Expired");

        await city.Aftermath.ShouldBeNothingAsync(person.Login);
    }

    [Theory]
    [InlineData("application/json", "{\"password\":\"x\"}")]
    [InlineData("text/plain", "password=x")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nbroken")]
    [InlineData("application/x-www-form-urlencoded", "password=nul%00")]
    [InlineData("application/x-www-form-urlencoded", "%%%=%zz&&&;;==\0")]
    public async Task A_body_that_is_no_form_is_refused_even_with_a_good_token(string type, string body)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();

        foreach (var form in (string?[])[null, await visitor.FormTokenAsync()])
            (await SendAsync(visitor, form, type, Encoding.UTF8.GetBytes(body))).ShouldBeOneOf("/activation?problem=Expired", "/activation?problem=PasswordMissing");

        await city.Aftermath.ShouldBeNothingAsync(person.Login);
    }

    [Theory]
    [InlineData(200 * 1024, 1)]
    [InlineData(5000, 20)]
    public async Task A_huge_form_is_refused_even_with_a_good_token(int length, int fields)
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var body = Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, fields).Select(field => $"{new string('k', length)}{field}=v")));

        foreach (var form in (string?[])[null, await visitor.FormTokenAsync()])
            (await SendAsync(visitor, form, "application/x-www-form-urlencoded", body)).ShouldBe("/activation?problem=Expired");

        await city.Aftermath.ShouldBeNothingAsync(person.Login);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_the_landing_page()
    {
        using var stranger = new HttpVisitor(city.Product);

        (await stranger.ActivateAsync("any-Password-1")).Path.ShouldBe("/");
    }

    [Fact]
    public async Task A_session_that_has_ended_carries_no_password_further()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var form = await visitor.FormTokenAsync();
        await city.Aftermath.EndSessionsOfAsync(person.Sub);
        var before = city.Middleman.CallsTo(Token);

        (await visitor.ActivateAsync(form, person.Password, confirmed: null)).Path.ShouldBe("/");

        city.Middleman.CallsTo(Token).ShouldBe(before);
        await city.Aftermath.ShouldBeNothingAsync(person.Login);
    }

    [Fact]
    public async Task Whose_session_ended_over_the_form_signs_in_and_is_back_at_the_activation()
    {
        var (person, visitor) = await city.TeacherAtTheDoorAsync();
        var form = await visitor.FormTokenAsync();
        await city.Aftermath.EndSessionsOfAsync(person.Sub);
        var landing = await visitor.ActivateAsync(form, person.Password, confirmed: null);

        (await visitor.SignInAsync(person, "/sign-in/mos-ru" + landing.Address.Query)).Path.ShouldBe("/activation");
    }

    [Fact]
    public async Task Other_methods_find_nothing_there()
    {
        var (_, visitor) = await city.TeacherAtTheDoorAsync();

        foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Delete])
        {
            using var answer = await visitor.SendAsync(new HttpRequestMessage(method, Address));
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotFound);
        }
    }

    // The token goes by a header, as scripts would send it: the body is free to be anything.
    private static async Task<string> SendAsync(HttpVisitor visitor, string? form, string type, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (form is not null)
            request.Headers.Add("RequestVerificationToken", form);
        using var answer = await visitor.SendAsync(request);
        return answer.Headers.Location?.ToString() ?? answer.StatusCode.ToString();
    }
}
