using Mesh.Cabinet.Sandbox.Citizens;

namespace Mesh.Cabinet.Sandbox.Shell;

/// <summary>The first page of the city and the look that all its pages share.</summary>
internal static class ShellFeature
{
    public static void MapShell(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", (City city) => Pages.Show<CityPage>(parameters: new() { [nameof(CityPage.Citizens)] = city.Citizens }));
        app.MapGet("/look.css", () => Results.Stream(typeof(ShellFeature).Assembly.GetManifestResourceStream("look.css")!, "text/css; charset=utf-8"));
    }
}
