using Mesh.Cabinet.Outside.MosRu;
using Mesh.Cabinet.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mesh.Cabinet.SignIn;

/// <summary>Ways in and out: cookies change only here, never over a circuit.</summary>
internal static class SignInEndpoints
{
    private const string AnewItem = "anew";

    public static void MapSignInEndpoints(this IEndpointRouteBuilder routes)
    {
        var providers = routes.ServiceProvider.GetRequiredService<IOptionsMonitor<IdentityProviderOptions>>();
        foreach (var (provider, path) in CityScheme.Doors.Where(door => providers.Get(door.Provider).Enabled))
        {
            routes.MapGet($"/sign-in/{path}", (string? returnUrl, HttpContext http, TimeProvider time, SignInLog log) => ChallengeAsync(http, provider, ReturnWish.WantsPassword(returnUrl) ? FreshSignIn.Question(ReturnAddress.Local(returnUrl), time.GetUtcNow()) : Ordinary(returnUrl), log)).AllowAnonymous();
            // The authentication takes the answer before any endpoint does; this one says how many may come at once.
            routes.Map(CityScheme.Answers(path).SignedIn, () => TypedResults.NotFound()).AllowAnonymous().RequireRateLimiting(Limits.SignIn);
        }

        routes.MapGet(SignInAddress.Again, AskAgainAsync).RequireAuthorization(WorthPolicy.Device);
        routes.MapGet(SignInAddress.Over, LeaveSharedAsync).AllowAnonymous();
        routes.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
    }

    /// <summary>
    /// The same question once more: the provider still knows the person, who is led through without a word. A second time it would be no
    /// accident; and whoever typed the password anew is not made to do so again unasked.
    /// </summary>
    /// <returns>Null for what is not asked again.</returns>
    public static AuthenticationProperties? Anew(AuthenticationProperties? question)
    {
        if (question is null || question.Items.ContainsKey(AnewItem) || FreshSignIn.IsWanted(question))
            return null;
        var anew = Ordinary(question.RedirectUri);
        anew.Items[AnewItem] = "";
        return anew;
    }

    private static AuthenticationProperties Ordinary(string? returnUrl) => new() { RedirectUri = ReturnAddress.Local(returnUrl) };

    // What is worth more than a session wants the password typed just now.
    private static async Task AskAgainAsync(string? returnUrl, HttpContext http, ISessions sessions, TimeProvider time, SignInLog log)
    {
        if (await sessions.FindAsync(http.User, http.RequestAborted) is { } session)
            await ChallengeAsync(http, session.Profile.Provider, FreshSignIn.Question(session, ReturnAddress.Local(returnUrl), time.GetUtcNow()), log);
        else
            http.Response.Redirect("/");
    }

    /// <summary>Leads to the provider, whose discovery may be unreachable: the person gets that said, with a way to go on.</summary>
    public static async Task ChallengeAsync(HttpContext http, string provider, AuthenticationProperties question, SignInLog log)
    {
        var services = http.RequestServices;
        var door = services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(provider);
        BegunSignIns.Begin(http, services.GetRequiredService<OwnCookies>(), door, question.RedirectUri);
        try
        {
            await http.ChallengeAsync(provider, question);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or HttpRequestException or OperationCanceledException or OpenIdConnectProtocolException
            && !http.RequestAborted.IsCancellationRequested)
        {
            var problem = SignInProblems.IsLasting(failure) ? SignInProblem.Refused : SignInProblem.NoAnswer;
            log.Failed(provider, failure);
            http.RequestServices.GetRequiredService<SignInMetrics>().Failed(provider, problem);
            http.Response.Redirect(SignInProblems.Address(problem, provider, question.RedirectUri, FreshSignIn.IsWanted(question)));
        }
    }

    // The button stands on every page, also inside a circuit where no form token is at hand: the origin tells who sends the form.
    private static async Task SignOutAsync(HttpContext http, ISessions sessions, IOptions<SiteOptions> site, SignInLog log, SecurityLog security)
    {
        if (http.Request.Headers.Origin.Count > 0 && !SameOrigin.Is(http.Request, site.Value))
        {
            security.ForeignOrigin("signing out");
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (await sessions.FindAsync(http.User, http.RequestAborted) is { } session)
            await http.RequestServices.GetRequiredService<SessionEnding>().RunAsync(http, session, "/");
        else
            await LeaveAsync(http, CityProvider.MosRu, null, log);
    }

    // A link ends nothing else: who has done something meanwhile goes on.
    private static async Task LeaveSharedAsync(string? returnUrl, HttpContext http, ISessions sessions, TimeProvider time, SessionEnding ending)
    {
        var back = ReturnAddress.Local(returnUrl);
        if (await sessions.FindAsync(http.User, http.RequestAborted) is { } session && session.WorthAt(time.GetUtcNow()) is SessionWorth.Nothing)
            await ending.RunAsync(http, session, SignInAddress.Landing(ReturnWish.OnShared(back)));
        else
            http.Response.Redirect(back);
    }

    /// <summary>Takes the cookie back and leads by way of the provider, which ends its own session, to a page of this site.</summary>
    internal static async Task LeaveAsync(HttpContext http, string provider, string? idToken, SignInLog log, string back = "/")
    {
        await http.SignOutAsync(SessionCookie.Scheme);
        try
        {
            await http.SignOutAsync(provider, new AuthenticationProperties { RedirectUri = back, Parameters = { [CityEvents.IdTokenHint] = idToken } });
            await LeadOn.RedirectedAsync(http);
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or HttpRequestException)
        {
            // The session here has ended; mos.ru could not be told.
            log.Failed(provider, failure);
            http.Response.Redirect(back);
        }
    }
}

/// <summary>Ends a session here and at its provider, and leads to a page of this site.</summary>
internal sealed class SessionEnding(SessionStore store, EndingStore ending, SignInLog log)
{
    public async Task RunAsync(HttpContext http, Session session, string back)
    {
        var idToken = await store.IdTokenAsync(session, http.RequestAborted);
        await ending.EndAsync(session.Id, http.RequestAborted);
        await SignInEndpoints.LeaveAsync(http, session.Profile.Provider, idToken, log, back);
    }
}
