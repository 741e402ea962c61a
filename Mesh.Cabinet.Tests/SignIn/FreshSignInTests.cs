using System.Security.Claims;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>What counts as an answer to «type your password again».</summary>
public sealed class FreshSignInTests
{
    private static readonly DateTimeOffset Asked = DateTimeOffset.FromUnixTimeSeconds(1_788_000_000).AddMilliseconds(700);

    [Fact]
    public void The_provider_is_asked_for_the_password_whoever_it_knows()
    {
        var question = FreshSignIn.Question(People.Session(), "/cabinet", Asked).ShouldBeOfType<OpenIdConnectChallengeProperties>();
        (question.Prompt, question.MaxAge, question.RedirectUri).ShouldBe(("login", TimeSpan.Zero, "/cabinet"));
        FreshSignIn.IsWanted(question).ShouldBeTrue();
        FreshSignIn.IsWanted(new AuthenticationProperties()).ShouldBeFalse();
        FreshSignIn.IsWanted(null).ShouldBeFalse();
    }

    [Theory]
    [InlineData("1788000000", null, "the second in which it was asked: auth_time knows no parts of it")]
    [InlineData("1788000030", null)]
    [InlineData("1787999999", SignInProblem.NotFresh, "the provider let the person in by an earlier sign-in")]
    [InlineData("", SignInProblem.NotFresh)]
    [InlineData("soon", SignInProblem.NotFresh)]
    [InlineData(null, SignInProblem.NotFresh, "a provider that says nothing has proven nothing")]
    public void The_sign_in_must_be_later_than_the_question(string? authTime, SignInProblem? fault, string why = "")
    {
        var answer = new ClaimsPrincipal(new ClaimsIdentity(authTime is null ? [] : [new Claim("auth_time", authTime)]));
        FreshSignIn.Fault(FreshSignIn.Question(People.Session(), "/", Asked), answer, People.Profile()).ShouldBe(fault, why);
    }

    [Fact]
    public void Somebody_else_confirms_nothing()
    {
        var answer = new ClaimsPrincipal(new ClaimsIdentity([new Claim("auth_time", "1788000030")]));
        FreshSignIn.Fault(FreshSignIn.Question(People.Session(), "/", Asked), answer, People.Profile() with { Subject = "boris" }).ShouldBe(SignInProblem.AnotherAccount);
    }
}
