using System.Text.Json;
using Mesh.Cabinet.Sandbox.Shell;

namespace Mesh.Cabinet.Sandbox.Equipment;

/// <summary>A work PC, the school's Wi-Fi networks and Teams: for programs by JSON, for a person by a page.</summary>
internal static class EquipmentFeature
{
    public static void MapEquipment(this IEndpointRouteBuilder app)
    {
        app.MapPost("/equipment/sign-in", SignInAsync);
        app.MapGet("/equipment", () => Show(new Attempt(Place.WorkPc, "", ""), result: null));
        app.MapPost("/equipment", TryAsync);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, Doorkeeper doorkeeper)
    {
        if (await ReadAsync(context) is not { } attempt)
            return Results.BadRequest();

        var result = await doorkeeper.AskAsync(attempt, context.RequestAborted);
        return Results.StatusCode(result is Admission.Admitted ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized);
    }

    private static async Task<IResult> TryAsync(HttpContext context, Doorkeeper doorkeeper)
    {
        var form = await context.ReadFormAsync();
        if (Place.Parse(form["where"]) is not { } place)
            return Results.BadRequest();

        var attempt = new Attempt(place, form["login"].ToString(), form["password"].ToString());
        return Show(attempt, await doorkeeper.AskAsync(attempt, context.RequestAborted));
    }

    private static IResult Show(Attempt attempt, Admission? result) => Pages.Show<EquipmentPage>(parameters: new()
    {
        [nameof(EquipmentPage.Attempt)] = attempt,
        [nameof(EquipmentPage.Result)] = result,
    });

    private static async Task<Attempt?> ReadAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return Place.Parse(Text(body.RootElement, "where")) is { } place
                && Text(body.RootElement, "login") is { } login
                && Text(body.RootElement, "password") is { } password
                ? new Attempt(place, login, password)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind is JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
