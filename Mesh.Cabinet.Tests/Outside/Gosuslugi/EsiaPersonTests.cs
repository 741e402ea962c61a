using System.Net;
using System.Security.Claims;
using Mesh.Cabinet.Outside.Gosuslugi;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Mesh.Cabinet.Tests.Outside.Gosuslugi;

/// <summary>What ЕСИА tells by REST, as claims.</summary>
public sealed class EsiaPersonTests
{
    private const string Person = """{"firstName":"Анна","lastName":"Петрова","snils":"112-233-445 95","trusted":true,"status":"REGISTERED"}""";

    [Fact(DisplayName = "D18: of several contacts of a kind one that is verified counts, and what is not verified says so")]
    public async Task Contacts()
    {
        var person = await ReadAsync("""
            {"elements":[{"type":"EML","value":"a@old.example","vrfStu":"NOT_VERIFIED"},{"type":"MBT","value":"+7(916)1234567","vrfStu":"NOT_VERIFIED"},
             {"type":"PHN","value":"+7(495)1234567","vrfStu":"VERIFIED"},{"type":"EML","value":"a@new.example","vrfStu":"VERIFIED"}]}
            """);
        person.FindFirst("email")!.Value.ShouldBe("a@new.example");
        person.FindFirst("email_verified")!.Value.ShouldBe("true");
        person.FindFirst("phone_number")!.Value.ShouldBe("+7(916)1234567");
        person.FindFirst("phone_number_verified")!.Value.ShouldBe("false");
        (person.FindFirst("family_name")!.Value, person.FindFirst("trusted")!.Value, person.HasClaim(claim => claim.Type == "middle_name")).ShouldBe(("Петрова", "true", false));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"elements":[]}""")]
    [InlineData("""{"elements":[1,null,{"type":"EML"}]}""")]
    public async Task Odd_contacts_are_none(string contacts) => (await ReadAsync(contacts)).HasClaim(claim => claim.Type is "email" or "phone_number").ShouldBeFalse();

    [Fact]
    public async Task Tokens_that_name_different_people_let_nobody_in() => await Should.ThrowAsync<AuthenticationFailureException>(() => ReadAsync("{}", sub: "8"));

    private static async Task<ClaimsIdentity> ReadAsync(string contacts, string sub = "7")
    {
        var token = new JsonWebTokenHandler().CreateToken("""{"urn:esia:sbj_id":7}""");
        var person = new ClaimsIdentity([new Claim("sub", sub)]);
        using var http = new HttpClient(new Rest(contacts));
        await EsiaPerson.AddAsync(http, "https://esia.example", token, person, TestContext.Current.CancellationToken);
        return person;
    }

    private sealed class Rest(string contacts) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(request.RequestUri!.PathAndQuery switch
        {
            "/rs/prns/7" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Person) },
            "/rs/prns/7/ctts?embed=(elements)" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(contacts) },
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        });
    }
}
