using System.Security.Claims;
using Mesh.Cabinet.Shell;
using Mesh.Cabinet.SignIn;
using Mesh.Cabinet.Tests.Doubles;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Mesh.Cabinet.Tests.SignIn;

/// <summary>What counts as an answer to «type your password again».</summary>
public sealed class FreshSignInTests
{
    private static readonly DateTimeOffset Asked = DateTimeOffset.FromUnixTimeSeconds(1_788_000_000).AddMilliseconds(700);
    private static readonly DateTimeOffset Answered = Asked.AddSeconds(40);

    [Fact]
    public void The_provider_is_asked_for_the_password_whoever_it_knows()
    {
        var question = FreshSignIn.Question(People.Session(), "/cabinet", Asked).ShouldBeOfType<OpenIdConnectChallengeProperties>();
        (question.Prompt, question.MaxAge, question.RedirectUri).ShouldBe(("login", TimeSpan.Zero, "/cabinet"));
        FreshSignIn.IsWanted(question).ShouldBeTrue();
        FreshSignIn.IsWanted(new AuthenticationProperties()).ShouldBeFalse();
        FreshSignIn.IsWanted(null).ShouldBeFalse();
    }

    [Theory(DisplayName = "E47: a password typed since the question is fresh, however far the two clocks are apart")]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(3)]
    [InlineData(-240)]
    [InlineData(240)]
    [InlineData(-86_400)]
    public void Skewed(int seconds)
    {
        var skew = TimeSpan.FromSeconds(seconds);
        // Half an hour ago the person signed in; the password was typed ten seconds before the answer.
        var session = Earlier(Asked.AddMinutes(-30) + skew, Asked.AddMinutes(-30));
        Fault(session, typed: Answered.AddSeconds(-10) + skew, issued: Answered + skew).ShouldBeNull();
        Fault(session with { AuthTime = null }, typed: Answered.AddSeconds(-10) + skew, issued: Answered + skew).ShouldBeNull();
    }

    [Theory(DisplayName = "E47, D20: who was let in by an earlier sign-in has confirmed nothing, however far the two clocks are apart")]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(240)]
    [InlineData(86_400)]
    public void Let_in(int seconds)
    {
        var skew = TimeSpan.FromSeconds(seconds);
        var first = Asked.AddMinutes(-30) + skew;
        Fault(Earlier(first, Asked.AddMinutes(-30)), typed: first, issued: Answered + skew).ShouldBe(SignInProblem.NotFresh);
        Fault(Earlier(null, Asked.AddMinutes(-30)), typed: first, issued: Answered + skew).ShouldBe(SignInProblem.NotFresh, "it never said when it had asked");
        Fault(Earlier(first, Asked.AddMinutes(-30)), typed: first.AddMinutes(20), issued: Answered + skew).ShouldBe(SignInProblem.NotFresh, "the password was typed for somebody else");
        var lately = Asked.AddSeconds(-5);
        Fault(Earlier(lately + skew, lately), typed: lately + skew, issued: Answered + skew).ShouldBe(SignInProblem.NotFresh, "the provider names the moment that it named before");
    }

    [Fact]
    public void Of_two_passwords_within_a_second_the_later_counts()
    {
        var heard = Asked.AddMilliseconds(-200);
        var second = DateTimeOffset.FromUnixTimeSeconds(Asked.ToUnixTimeSeconds());
        Fault(Earlier(second, heard), typed: second, issued: second, answered: Asked.AddMilliseconds(250)).ShouldBeNull();
    }

    [Fact]
    public void A_provider_that_says_nothing_has_proven_nothing()
    {
        Fault(Earlier(null, Asked), typed: null, issued: Answered).ShouldBe(SignInProblem.NotFresh);
        Fault(Earlier(null, Asked), typed: Asked.AddMinutes(-5), issued: null).ShouldBe(SignInProblem.NotFresh, "without its clock ours has to do");
        Fault(Earlier(null, Asked), typed: Answered, issued: null).ShouldBeNull();
    }

    [Fact]
    public void Somebody_else_confirms_nothing() =>
        FreshSignIn.Fault(FreshSignIn.Question(People.Session(), "/", Asked), new ProviderAnswer(People.Profile() with { Subject = "boris" }, Answered), Answered)
            .ShouldBe(SignInProblem.AnotherAccount);

    private static Session Earlier(DateTimeOffset? authTime, DateTimeOffset heard) => People.Session() with { AuthTime = authTime, SignedInAt = heard };

    private static SignInProblem? Fault(Session session, DateTimeOffset? typed, DateTimeOffset? issued, DateTimeOffset? answered = null)
    {
        var question = FreshSignIn.Question(session, "/", Asked);
        FreshSignIn.Issued(question, new ClaimsPrincipal(new ClaimsIdentity(issued is { } at ? [new Claim("iat", $"{at.ToUnixTimeSeconds()}")] : [])));
        var authTime = typed is { } moment ? DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds()) : (DateTimeOffset?)null;
        return FreshSignIn.Fault(question, new ProviderAnswer(session.Profile, authTime, IsFresh: true), answered ?? Answered);
    }
}
