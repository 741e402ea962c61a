using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.Shell;
using Mesh.Cabinet.Sandbox.SignIn;

namespace Mesh.Cabinet.Sandbox.Profile;

/// <summary>A citizen's own pages at mos.ru and госуслуги: what the account says, its password, and a new one if it is forgotten.</summary>
internal static class ProfileFeature
{
    public static void MapProfile(this IEndpointRouteBuilder app)
    {
        app.MapGet("/profile", (HttpContext context, CitizenBook citizens) => ShowProfileAsync(context, citizens, done: null));
        app.MapPost("/profile", SaveProfileAsync);
        app.MapPost("/profile/password", SavePasswordAsync);
        app.MapGet("/recovery", (HttpContext context) => ShowRecovery(context, login: null, RecoveryPage.Outcome.Asked));
        app.MapPost("/recovery", RecoverAsync);
    }

    private static async Task<IResult> ShowProfileAsync(HttpContext context, CitizenBook citizens, string? done)
    {
        var provider = IdentityProvider.Of(context);
        var session = await Session.FindHereAsync(context);
        return await citizens.FindAsync(provider, session?.Sub, context.RequestAborted) is { } citizen
            ? Pages.Show<ProfilePage>(parameters: new() { [nameof(ProfilePage.Provider)] = provider, [nameof(ProfilePage.Citizen)] = citizen, [nameof(ProfilePage.Done)] = done })
            : Results.LocalRedirect(provider.PathBase + "/sign-in" + QueryString.Create("returnUrl", provider.PathBase + "/profile"));
    }

    private static async Task<IResult> SaveProfileAsync(HttpContext context, City city, CitizenBook citizens, CitizenStore store)
    {
        var session = await Session.FindHereAsync(context);
        if (city.WithSub(IdentityProvider.Of(context), session?.Sub) is { } citizen)
        {
            var form = await context.ReadFormAsync();
            var profile = new CitizenProfile(Field("lastName"), Field("firstName"), Field("middleName"), Field("phone"), Field("email"), Field("snils"));
            await store.SaveProfileAsync(citizen, profile, context.RequestAborted);

            // A field that is left empty is absent at mos.ru.
            string? Field(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        }

        return await ShowProfileAsync(context, citizens, ProfilePage.ProfileSaved);
    }

    private static async Task<IResult> SavePasswordAsync(HttpContext context, City city, CitizenBook citizens, PasswordChange change)
    {
        var session = await Session.FindHereAsync(context);
        var password = (await context.ReadFormAsync())["newPassword"].ToString();
        var isUsable = password is { Length: > 0 and <= CitizensFeature.LongestPassword };
        if (isUsable && city.WithSub(IdentityProvider.Of(context), session?.Sub) is { } citizen)
            await change.MakeAsync(citizen, password, context.RequestAborted);

        return await ShowProfileAsync(context, citizens, isUsable ? ProfilePage.PasswordSaved : ProfilePage.PasswordRefused);
    }

    private static async Task<IResult> RecoverAsync(HttpContext context, City city, PasswordChange change)
    {
        var form = await context.ReadFormAsync();
        var login = form["login"].ToString();
        var password = form["newPassword"].ToString();
        if (password is not { Length: > 0 and <= CitizensFeature.LongestPassword })
            return ShowRecovery(context, login, RecoveryPage.Outcome.NoPassword);
        if (city.WithLogin(IdentityProvider.Of(context), login) is not { } citizen)
            return ShowRecovery(context, login, RecoveryPage.Outcome.Unknown);

        await change.MakeAsync(citizen, password, context.RequestAborted);
        return ShowRecovery(context, login, RecoveryPage.Outcome.Done);
    }

    private static IResult ShowRecovery(HttpContext context, string? login, RecoveryPage.Outcome outcome) => Pages.Show<RecoveryPage>(
        outcome is RecoveryPage.Outcome.Asked or RecoveryPage.Outcome.Done ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        new() { [nameof(RecoveryPage.Provider)] = IdentityProvider.Of(context), [nameof(RecoveryPage.Login)] = login, [nameof(RecoveryPage.Result)] = outcome });
}
