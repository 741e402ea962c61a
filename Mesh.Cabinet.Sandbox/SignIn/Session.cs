using System.Globalization;
using System.Security.Claims;
using Mesh.Cabinet.Sandbox.Citizens;
using Microsoft.AspNetCore.Authentication;

namespace Mesh.Cabinet.Sandbox.SignIn;

/// <summary>Who is signed in at the sandbox's own cookie, by which provider and since when.</summary>
internal sealed record Session(string Sub, IdentityProvider Provider, DateTimeOffset Since)
{
    public const string Scheme = "Sandbox";
    public const string Cookie = "sandbox.session";
    private const string SubClaim = "sub";
    private const string ViaClaim = "via";
    private const string SinceClaim = "since";

    /// <summary>The session of this browser, whichever provider made it.</summary>
    public static async Task<Session?> FindAsync(HttpContext context)
    {
        var ticket = await context.AuthenticateAsync(Scheme);
        var sub = ticket.Principal?.FindFirstValue(SubClaim);
        var provider = IdentityProvider.All.FirstOrDefault(known => known.Via == ticket.Principal?.FindFirstValue(ViaClaim));
        return sub is not null && provider is not null && long.TryParse(ticket.Principal?.FindFirstValue(SinceClaim), CultureInfo.InvariantCulture, out var since)
            ? new Session(sub, provider, DateTimeOffset.FromUnixTimeMilliseconds(since))
            : null;
    }

    /// <summary>The session of this browser if it was made at the provider that is asked now.</summary>
    public static async Task<Session?> FindHereAsync(HttpContext context) =>
        await FindAsync(context) is { } session && session.Provider == IdentityProvider.Of(context) ? session : null;

    public static Task StartAsync(HttpContext context, Citizen citizen, DateTimeOffset now)
    {
        var claims = new ClaimsIdentity(Scheme);
        claims.AddClaim(new Claim(SubClaim, citizen.Sub));
        claims.AddClaim(new Claim(ViaClaim, citizen.Via));
        claims.AddClaim(new Claim(SinceClaim, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        return context.SignInAsync(Scheme, new ClaimsPrincipal(claims));
    }
}
