using System.Text.Json;
using Mesh.Cabinet.Sandbox.SignIn;

namespace Mesh.Cabinet.Sandbox.Citizens;

/// <summary>Registers the citizens and the address that changes a citizen's password.</summary>
internal static class CitizensFeature
{
    public const int LongestPassword = 1000;

    public static IServiceCollection AddCitizens(this IServiceCollection services) =>
        services.AddSingleton<CitizenStore>().AddSingleton<CitizenBook>().AddSingleton<EventTransmitter>().AddSingleton<PasswordChange>();

    public static void MapCitizens(this IEndpointRouteBuilder app) => app.MapPost("/citizens/{login}/password", ChangePasswordAsync);

    private static async Task<IResult> ChangePasswordAsync(string login, HttpContext context, City city, PasswordChange change)
    {
        var password = await ReadPasswordAsync(context);
        if (password is not { Length: > 0 and <= LongestPassword })
            return Results.BadRequest();

        // Routing leaves an escaped slash as it is.
        login = login.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var provider = IdentityProvider.Of(context);
        var citizen = city.WithLogin(provider, login)
            ?? IdentityProvider.All.Select(other => city.WithLogin(other, login)).FirstOrDefault(found => found is not null);
        if (citizen is null)
            return Results.NotFound();

        await change.MakeAsync(citizen, password, context.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<string?> ReadPasswordAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return body.RootElement.ValueKind is JsonValueKind.Object
                && body.RootElement.TryGetProperty("password", out var password)
                && password.ValueKind is JsonValueKind.String
                ? password.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
