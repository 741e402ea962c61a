using Mesh.Cabinet.Sandbox.Citizens;
using Mesh.Cabinet.Sandbox.Shell;
using Mesh.Cabinet.Sandbox.SignIn;

namespace Mesh.Cabinet.Sandbox.Services;

/// <summary>Журнал and Дневник as the places where the cabinet's way ends and begins again.</summary>
internal static class ServicesFeature
{
    public static void MapServices(this IEndpointRouteBuilder app)
    {
        app.MapGet("/journal", (HttpContext context, CitizenBook citizens) => ShowAsync<JournalPage>(context, citizens));
        app.MapGet("/diary", (HttpContext context, CitizenBook citizens) => ShowAsync<DiaryPage>(context, citizens));
    }

    private static async Task<IResult> ShowAsync<TPage>(HttpContext context, CitizenBook citizens)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var session = await Session.FindAsync(context);
        var person = session is null ? null : await citizens.FindAsync(session.Provider, session.Sub, context.RequestAborted);
        return Pages.Show<TPage>(parameters: new() { ["Person"] = person });
    }
}
