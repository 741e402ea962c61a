using System.Text.Json;
using Mesh.Cabinet.Sandbox.SignIn;

namespace Mesh.Cabinet.Sandbox.Citizens;

/// <summary>Registers the citizens and the addresses by which something happens to one at mos.ru.</summary>
internal static class CitizensFeature
{
    public const int LongestPassword = 1000;

    public static IServiceCollection AddCitizens(this IServiceCollection services) =>
        services.AddSingleton<CitizenStore>().AddSingleton<CitizenBook>().AddSingleton<EventTransmitter>().AddSingleton<PasswordChange>();

    public static void MapCitizens(this IEndpointRouteBuilder app)
    {
        app.MapPost("/citizens/{login}/password", ChangePasswordAsync);
        app.MapPost("/citizens/{login}/events", SendEventAsync);
    }

    private static async Task<IResult> ChangePasswordAsync(string login, HttpContext context, City city, PasswordChange change)
    {
        var password = await ReadAsync(context, "password");
        if (password is not { Length: > 0 and <= LongestPassword })
            return Results.BadRequest();
        if (Find(login, context, city) is not { } citizen)
            return Results.NotFound();

        await change.MakeAsync(citizen, password, context.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> SendEventAsync(string login, HttpContext context, City city, EventTransmitter transmitter)
    {
        if (Find(login, context, city) is not { } citizen)
            return Results.NotFound();

        return await transmitter.TellOfAsync(citizen.Sub, await ReadAsync(context, "type") ?? "") switch
        {
            true => Results.NoContent(),
            false => Results.StatusCode(StatusCodes.Status502BadGateway),
            null => Results.BadRequest(),
        };
    }

    private static Citizen? Find(string login, HttpContext context, City city)
    {
        // Routing leaves an escaped slash as it is.
        login = login.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return city.WithLogin(IdentityProvider.Of(context), login)
            ?? IdentityProvider.All.Select(other => city.WithLogin(other, login)).FirstOrDefault(found => found is not null);
    }

    private static async Task<string?> ReadAsync(HttpContext context, string name)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return body.RootElement.ValueKind is JsonValueKind.Object
                && body.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind is JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
