using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.Shell;

namespace Mesh.Cabinet.Sandbox.SignIn;

/// <summary>The sign-in page of both providers: by login and password, or as a listed citizen by one click.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapOpenId();
        app.MapEsia();
        app.MapGet("/sign-in", (HttpContext context, City city, CitizenStore store, string? hint) => ShowAsync(context, city, store, hint, isWrong: false));
        app.MapPost("/sign-in", EnterAsync);
    }

    private static async Task<IResult> EnterAsync(HttpContext context, City city, CitizenBook citizens, CitizenStore store, TimeProvider time, string? returnUrl)
    {
        var provider = IdentityProvider.Of(context);
        var form = await context.ReadFormAsync();
        var login = form["login"].ToString();
        var citizen = form["citizen"].ToString() is { Length: > 0 } chosen
            ? city.WithSub(provider, chosen)
            : await citizens.ProveAsync(provider, login, form["password"], context.RequestAborted);
        if (citizen is null)
            return await ShowAsync(context, city, store, login, isWrong: true);

        await Session.StartAsync(context, citizen, time.GetUtcNow());
        return Results.LocalRedirect(LocalAddress.OrElse(returnUrl, context.Request.PathBase + "/profile"));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, City city, CitizenStore store, string? login, bool isWrong)
    {
        var provider = IdentityProvider.Of(context);
        return Pages.Show<SignInPage>(isWrong ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, new()
        {
            [nameof(SignInPage.Provider)] = provider,
            [nameof(SignInPage.Action)] = context.Request.PathBase + context.Request.Path + context.Request.QueryString,
            [nameof(SignInPage.Login)] = login,
            [nameof(SignInPage.IsWrong)] = isWrong,
            [nameof(SignInPage.Citizens)] = city.Citizens.Where(citizen => citizen.Via == provider.Via).ToList(),
            [nameof(SignInPage.ChangedPasswords)] = await store.ListChangedPasswordsAsync(context.RequestAborted),
        });
    }
}
